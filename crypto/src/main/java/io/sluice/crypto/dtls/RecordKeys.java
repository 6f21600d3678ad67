package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.io.Serial;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** The key of one direction and the fixed part of its nonces (RFC 5288, RFC 7905). */
final class RecordKeys {
  private final DtlsCipher cipher;
  private final Key key;
  private final byte[] fixedNonce;

  /** The bytes of a key, which can be wiped as those of the JDK's own class cannot. */
  private static final class Key implements SecretKey {
    @Serial private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private final String algorithm;
    private boolean destroyed;

    Key(byte[] bytes, String algorithm) {
      this.bytes = bytes;
      this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public synchronized byte[] getEncoded() {
      if (destroyed) {
        throw new IllegalStateException("the key is wiped");
      }
      return bytes.clone();
    }

    @Override
    public synchronized boolean isDestroyed() {
      return destroyed;
    }

    @Override
    public synchronized void destroy() {
      destroyed = true;
      Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
      return "Key";
    }
  }

  private RecordKeys(DtlsCipher cipher, Key key, byte[] fixedNonce) {
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
        new Key(
            Arrays.copyOfRange(keyBlock, index * keyBytes, (index + 1) * keyBytes),
            cipher.isAes() ? "AES" : "ChaCha20"),
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

  /** Forgets the key: nothing is sealed or opened with it any more. */
  void wipe() {
    key.destroy();
    Arrays.fill(fixedNonce, (byte) 0);
  }

  @Override
  public String toString() {
    return "RecordKeys";
  }
}
