package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * By what two devices that keep a pair secret find each other, and the secret their pairing begins
 * with. Both are others in each slot of ten minutes, and nobody else can tell which belong
 * together.
 *
 * <pre>
 *   tag    = HKDF(salt "sluice 1 rendezvous", pair secret, info "tag" || 0x00 || host key || slot[8]), 8 bytes
 *   secret = HKDF(salt "sluice 1 rendezvous", pair secret, info "secret" || 0x00 || host key || slot[8]), 16 bytes
 * </pre>
 *
 * The host is the device that waits. A slot is the number of ten minutes since 1970.
 */
public final class Rendezvous {
  /** The length of a tag in bytes. */
  public static final int TAG_BYTES = 8;

  /** How long a tag and a secret are used. */
  public static final Duration SLOT = Duration.ofMinutes(10);

  private static final int SECRET_BYTES = 16;
  private static final byte[] SALT = "sluice 1 rendezvous".getBytes(US_ASCII);

  private Rendezvous() {}

  /** The slot of this time, in seconds since 1970. */
  public static long slot(long epochSecond) {
    return Math.floorDiv(epochSecond, SLOT.toSeconds());
  }

  /** What the host announces. */
  public static byte[] tag(Secret pairSecret, DeviceKey host, long slot) {
    return derive(pairSecret, "tag\0", host, slot, TAG_BYTES);
  }

  /** The secret of a pairing, as that in a code. */
  public static Secret secret(Secret pairSecret, DeviceKey host, long slot) {
    byte[] derived = derive(pairSecret, "secret\0", host, slot, SECRET_BYTES);
    try {
      return Secret.copyOf(derived);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] derive(
      Secret pairSecret, String label, DeviceKey host, long slot, int length) {
    byte[] name = label.getBytes(US_ASCII);
    byte[] info =
        ByteBuffer.allocate(name.length + DeviceKey.BYTES + Long.BYTES)
            .put(name)
            .put(host.toBytes())
            .putLong(slot)
            .array();
    byte[] secret = pairSecret.exposeCopy();
    try {
      return Hkdf.derive(SALT, secret, info, length);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
