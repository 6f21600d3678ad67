package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Seals records of epoch 1. It owns the one sequence counter of its direction, so no nonce is used
 * twice whoever asks for a record: the handshake, the application or an alert. Safe for several
 * threads, which wait for each other.
 */
final class RecordSealer {
  /** The longest plaintext of a record (RFC 5246, section 6.2.1). */
  static final int MAX_PLAINTEXT = 1 << 14;

  /** The epoch, where the 64 bits of {@link RecordHeader#epochAndSequence} hold it. */
  static final long EPOCH_1 = 1L << 48;

  /**
   * The AES blocks that one key may encrypt: 2^34.5, about 390 GB (RFC 8446, section 5.5: 2^24.5
   * records of 2^14 bytes). DTLS 1.2 has no way to change the key.
   */
  static final long MAX_BLOCKS = 24_296_004_000L;

  private static final int BLOCK_BYTES = 16;

  private final Gcm gcm;
  private final long blockLimit;
  private long blocks;
  private long nextSequence;
  private long sealedBytes;

  RecordSealer(RecordKeys keys) {
    this(keys, MAX_BLOCKS);
  }

  /** A sealer with another limit, for tests. */
  RecordSealer(RecordKeys keys, long blockLimit) {
    gcm = new Gcm(keys);
    this.blockLimit = blockLimit;
  }

  /**
   * Writes one record of {@code length} + {@link Gcm#OVERHEAD} bytes and returns its length.
   *
   * @throws KeyLimitException if the key has sealed as much application data as it safely may;
   *     alerts and handshake messages, few and short, are sealed all the same
   */
  synchronized int seal(int type, byte[] plain, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, plain.length);
    Objects.checkFromIndexSize(outOffset, length + Gcm.OVERHEAD, out.length);
    if (length > MAX_PLAINTEXT) {
      throw new IllegalArgumentException("a record of " + length + " bytes");
    }
    count(type, length);
    // Taken before its use: a number whose encryption fails is lost, never used again.
    long epochAndSequence = EPOCH_1 | nextSequence++;
    int fragment = length + Gcm.EXPLICIT_NONCE_BYTES + Gcm.TAG_BYTES;
    RecordHeader.write(out, outOffset, type, epochAndSequence, fragment);
    RecordHeader.putLong(out, outOffset + RecordHeader.BYTES, epochAndSequence);
    try {
      gcm.prepared(Cipher.ENCRYPT_MODE, out, outOffset, epochAndSequence, length)
          .doFinal(plain, offset, length, out, outOffset + Gcm.CIPHERTEXT_AT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM fails", e);
    }
    return length + Gcm.OVERHEAD;
  }

  /** The sequence number of the next record. */
  synchronized long nextSequence() {
    return nextSequence;
  }

  /** The application data sealed so far, in bytes of plaintext. */
  synchronized long sealedBytes() {
    return sealedBytes;
  }

  private void count(int type, int length) {
    // One more for the block that encrypts the tag.
    int cost = (length + BLOCK_BYTES - 1) / BLOCK_BYTES + 1;
    if (type == RecordHeader.APPLICATION_DATA) {
      if (blocks + cost > blockLimit) {
        throw new KeyLimitException(sealedBytes);
      }
      sealedBytes += length;
    }
    blocks += cost;
  }
}
