package io.sluice.crypto.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.nio.ByteBuffer;

/**
 * A device's signature over one session. What is signed:
 *
 * <pre>
 *   "sluice 1 device" || 0x00 || role || exporter[32] || key[32]
 * </pre>
 *
 * The exporter (RFC 5705) is known to the two ends of this one connection and to nobody else, so
 * the signature proves nothing anywhere else and to nobody else; the role, 0 for the DTLS client
 * and 1 for the server, makes one side's signature useless as the other's.
 */
public final class SessionProof {
  private static final byte[] LABEL = "sluice 1 device\0".getBytes(US_ASCII);

  private SessionProof() {}

  /** The proof of the device that has this role in the session. */
  public static byte[] sign(DeviceIdentity device, Role role, byte[] exporter) {
    return device.sign(message(device.key(), role, exporter));
  }

  /** Whether the device with this key and role has made this proof, for this session. */
  public static boolean verifies(DeviceKey key, Role role, byte[] exporter, byte[] proof) {
    return key.verifies(message(key, role, exporter), proof);
  }

  /** Signs and verifies once, with nobody else, so that the first real time is fast. */
  public static void warmUp() {
    DeviceIdentity nobody = DeviceIdentity.of(Secret.copyOf(new byte[DeviceKey.BYTES]));
    byte[] proof = sign(nobody, Role.CLIENT, LABEL);
    if (!verifies(nobody.key(), Role.CLIENT, LABEL, proof)) {
      throw new IllegalStateException("this Java does not verify what it signed");
    }
  }

  private static byte[] message(DeviceKey key, Role role, byte[] exporter) {
    return ByteBuffer.allocate(LABEL.length + 1 + exporter.length + DeviceKey.BYTES)
        .put(LABEL)
        .put((byte) (role == Role.CLIENT ? 0 : 1))
        .put(exporter)
        .put(key.toBytes())
        .array();
  }
}
