package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The AES-128-GCM key of one direction and the fixed part of its nonces (RFC 5288, section 3). */
final class RecordKeys {
  private static final int KEY_BYTES = 16;
  private static final int SALT_BYTES = 4;

  /** The length in bytes of the key block that holds the keys of both directions. */
  static final int BLOCK_BYTES = 2 * (KEY_BYTES + SALT_BYTES);

  private final SecretKey key;
  private final byte[] salt;

  private RecordKeys(SecretKey key, byte[] salt) {
    this.key = key;
    this.salt = salt;
  }

  /**
   * The keys that {@code writer} seals with. The block is client key, server key, client salt,
   * server salt (RFC 5246, section 6.3).
   */
  static RecordKeys fromBlock(byte[] keyBlock, Role writer) {
    int index = writer == Role.CLIENT ? 0 : 1;
    int saltAt = 2 * KEY_BYTES + index * SALT_BYTES;
    return new RecordKeys(
        new SecretKeySpec(keyBlock, index * KEY_BYTES, KEY_BYTES, "AES"),
        Arrays.copyOfRange(keyBlock, saltAt, saltAt + SALT_BYTES));
  }

  SecretKey key() {
    return key;
  }

  /** A nonce of 12 bytes whose last 8 are still to be written. */
  byte[] nonce() {
    return Arrays.copyOf(salt, SALT_BYTES + Long.BYTES);
  }

  @Override
  public String toString() {
    return "RecordKeys";
  }
}
