package io.sluice.crypto.dtls;

import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.EncryptionAlgorithm;

/**
 * The ciphers that records may be sealed with: authenticated encryption only, and in the handshake
 * always with fresh keys by ECDHE.
 *
 * <pre>
 *                      key  fixed part of the nonce  explicit nonce  tag
 *   AES_128_GCM         16            4                    8          16   RFC 5288
 *   AES_256_GCM         32            4                    8          16   RFC 5288
 *   CHACHA20_POLY1305   32           12                    0          16   RFC 7905
 * </pre>
 */
public enum DtlsCipher {
  /** The fastest where processors know AES. */
  AES_128_GCM(
      CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      EncryptionAlgorithm.AES_128_GCM,
      16,
      8),
  /** As fast but for some 10 %, for those whose rules ask for 256 bits. */
  AES_256_GCM(
      CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
      EncryptionAlgorithm.AES_256_GCM,
      32,
      8),
  /** The fastest where processors do not. */
  CHACHA20_POLY1305(
      CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
      EncryptionAlgorithm.CHACHA20_POLY1305,
      32,
      0);

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final int AES_BLOCK_BYTES = 16;

  /**
   * The AES blocks that one key may encrypt: 2^34.5, about 390 GB (RFC 8446, section 5.5: 2^24.5
   * records of 2^14 bytes).
   */
  private static final long MAX_AES_BLOCKS = 24_296_004_000L;

  /** Short of the 2^48 after which record numbers would begin again (RFC 6347, section 4.1). */
  private static final long MAX_RECORDS = (1L << 48) - (1L << 20);

  private final int pskSuite;
  private final int certificateSuite;
  private final int algorithm;
  private final int keyBytes;
  private final int explicitNonceBytes;

  DtlsCipher(
      int pskSuite, int certificateSuite, int algorithm, int keyBytes, int explicitNonceBytes) {
    this.pskSuite = pskSuite;
    this.certificateSuite = certificateSuite;
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
    this.explicitNonceBytes = explicitNonceBytes;
  }

  boolean isAes() {
    return this != CHACHA20_POLY1305;
  }

  /** The suite by which two that share a key choose it: RFC 8442, RFC 7905. */
  int pskSuite() {
    return pskSuite;
  }

  /** The suite by which two with certificates choose it: RFC 5289, RFC 7905. */
  int certificateSuite() {
    return certificateSuite;
  }

  /** What Bouncy Castle calls it. */
  int algorithm() {
    return algorithm;
  }

  int keyBytes() {
    return keyBytes;
  }

  /** The bytes of the nonce that come out of the handshake. */
  int fixedNonceBytes() {
    return NONCE_BYTES - explicitNonceBytes;
  }

  /** The bytes of the nonce that each record carries. */
  int explicitNonceBytes() {
    return explicitNonceBytes;
  }

  /** What a record is longer than its plaintext, in bytes. */
  int overhead() {
    return RecordHeader.BYTES + explicitNonceBytes + TAG_BYTES;
  }

  /**
   * What a record of {@code plaintext} bytes takes of {@link #usageLimit}: AES-GCM counts blocks,
   * with one more for the tag; ChaCha20-Poly1305 counts records.
   */
  int use(int plaintext) {
    return isAes() ? (plaintext + AES_BLOCK_BYTES - 1) / AES_BLOCK_BYTES + 1 : 1;
  }

  /** How much {@link #use} one key may see. */
  long usageLimit() {
    return isAes() ? MAX_AES_BLOCKS : MAX_RECORDS;
  }
}
