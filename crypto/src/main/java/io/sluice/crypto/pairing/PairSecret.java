package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The secret that two devices keep of each other, to meet again without a code:
 *
 * <pre>
 *   HKDF(salt "sluice 1 pair secret", exporter || client share || server share,
 *        info client key || server key), 32 bytes
 * </pre>
 */
public final class PairSecret {
  /** The length of a share, and of the secret, in bytes. */
  public static final int BYTES = 32;

  private static final byte[] SALT = "sluice 1 pair secret".getBytes(US_ASCII);

  private PairSecret() {}

  /**
   * That of a session.
   *
   * @param role this side's in DTLS
   * @param exporter what only the two ends of the session know
   * @param ownShare 32 random bytes of this side; {@code peerShare} those of the peer
   */
  public static Secret of(
      Role role,
      byte[] exporter,
      DeviceKey own,
      byte[] ownShare,
      DeviceKey peer,
      byte[] peerShare) {
    boolean client = role == Role.CLIENT;
    byte[] material = join(exporter, client ? ownShare : peerShare, client ? peerShare : ownShare);
    byte[] keys = join((client ? own : peer).toBytes(), (client ? peer : own).toBytes());
    byte[] derived = Hkdf.derive(SALT, material, keys, BYTES);
    try {
      return Secret.copyOf(derived);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(material, (byte) 0);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
