package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Seals the records of one key: of epoch 1 first, as the handshake needs it. It owns the one
 * sequence counter of its direction, so no nonce is used twice whoever asks for a record: the
 * handshake, the application or an alert. Safe for several threads, which wait for each other.
 */
final class RecordSealer {
  /** The longest plaintext of a record (RFC 5246, section 6.2.1). */
  static final int MAX_PLAINTEXT = 1 << 14;

  /** The epoch, where the 64 bits of {@link RecordHeader#epochAndSequence} hold it. */
  static final long EPOCH_1 = 1L << 48;

  private final RecordAead aead;
  private final long usageLimit;
  private long used;
  private long epoch = EPOCH_1;
  private long nextSequence;
  private long sealedBytes;

  RecordSealer(RecordKeys keys) {
    this(keys, keys.cipher().usageLimit());
  }

  /** A sealer with another limit, for tests. */
  RecordSealer(RecordKeys keys, long usageLimit) {
    aead = new RecordAead(keys);
    this.usageLimit = usageLimit;
  }

  /** What a record is longer than its plaintext, in bytes. */
  int overhead() {
    return aead.kind().overhead();
  }

  DtlsCipher cipher() {
    return aead.kind();
  }

  /**
   * Writes one record of {@code length} + {@link #overhead} bytes and returns its length.
   *
   * @throws KeyLimitException if the key has sealed as much application data as it safely may;
   *     alerts and handshake messages, few and short, are sealed all the same
   */
  synchronized int seal(int type, byte[] plain, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, plain.length);
    Objects.checkFromIndexSize(outOffset, length + overhead(), out.length);
    if (length > MAX_PLAINTEXT) {
      throw new IllegalArgumentException("a record of " + length + " bytes");
    }
    count(type, length);
    // Taken before its use: a number whose encryption fails is lost, never used again.
    long epochAndSequence = epoch | nextSequence++;
    int fragment = length + overhead() - RecordHeader.BYTES;
    RecordHeader.write(out, outOffset, type, epochAndSequence, fragment);
    if (aead.kind().explicitNonceBytes() > 0) {
      RecordHeader.putLong(out, outOffset + RecordHeader.BYTES, epochAndSequence);
    }
    try {
      aead.prepared(Cipher.ENCRYPT_MODE, out, outOffset, length)
          .doFinal(plain, offset, length, out, outOffset + aead.ciphertextAt());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(aead.kind() + " fails", e);
    }
    return length + overhead();
  }

  /**
   * Goes on with another epoch: that of the renewed keys of a connection, whose handshake counts
   * from 1 like every other. The sequence numbers go on too, so no nonce comes again.
   */
  synchronized void enter(int number) {
    epoch = (long) number << 48;
  }

  /** Forgets the key. */
  synchronized void wipe() {
    aead.wipe();
  }

  /** Whether 70 % of what the key may seal are sealed. */
  synchronized boolean isWornOut() {
    return used >= usageLimit / 10 * 7;
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
    int use = aead.kind().use(length);
    if (type == RecordHeader.APPLICATION_DATA) {
      if (used + use > usageLimit) {
        throw new KeyLimitException(sealedBytes);
      }
      sealedBytes += length;
    }
    used += use;
  }
}
