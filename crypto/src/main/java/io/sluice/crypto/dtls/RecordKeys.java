package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of one direction and the fixed part of its nonces (RFC 5288, RFC 7905). */
final class RecordKeys {
  private final DtlsCipher cipher;
  private final SecretKey key;
  private final byte[] fixedNonce;

  private RecordKeys(DtlsCipher cipher, SecretKey key, byte[] fixedNonce) {
    this.cipher = cipher;
    this.key = key;
    this.fixedNonce = fixedNonce;
  }

  /** The length in bytes of the key block that holds the keys of both directions. */
  static int blockBytes(DtlsCipher cipher) {
    return 2 * (cipher.keyBytes() + cipher.fixedNonceBytes());
  }

  /**
   * The keys that {@code writer} seals with. The block is client key, server key, client nonce,
   * server nonce (RFC 5246, section 6.3).
   */
  static RecordKeys fromBlock(DtlsCipher cipher, byte[] keyBlock, Role writer) {
    int index = writer == Role.CLIENT ? 0 : 1;
    int keyBytes = cipher.keyBytes();
    int nonceAt = 2 * keyBytes + index * cipher.fixedNonceBytes();
    return new RecordKeys(
        cipher,
        new SecretKeySpec(
            keyBlock, index * keyBytes, keyBytes, cipher.isAes() ? "AES" : "ChaCha20"),
        Arrays.copyOfRange(keyBlock, nonceAt, nonceAt + cipher.fixedNonceBytes()));
  }

  DtlsCipher cipher() {
    return cipher;
  }

  SecretKey key() {
    return key;
  }

  /** A nonce of 12 bytes: the fixed part, and zeros where each record has its own. */
  byte[] nonce() {
    return Arrays.copyOf(fixedNonce, DtlsCipher.NONCE_BYTES);
  }

  @Override
  public String toString() {
    return "RecordKeys";
  }
}
