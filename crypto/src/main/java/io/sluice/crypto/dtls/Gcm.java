package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM for the records of one direction (RFC 5288): builds nonce and additional data in arrays
 * that are reused. For one thread at a time.
 *
 * <pre>
 *   record      header (13)  explicit nonce (8)  ciphertext  tag (16)
 *   nonce       salt (4)  epoch (2)  sequence number (6)
 *   additional  epoch (2)  sequence number (6)  type  version (2)  plaintext length (2)
 * </pre>
 */
final class Gcm {
  static final int EXPLICIT_NONCE_BYTES = 8;
  static final int TAG_BYTES = 16;

  /** What a record is longer than its plaintext. */
  static final int OVERHEAD = RecordHeader.BYTES + EXPLICIT_NONCE_BYTES + TAG_BYTES;

  /** Where the ciphertext begins in a record. */
  static final int CIPHERTEXT_AT = RecordHeader.BYTES + EXPLICIT_NONCE_BYTES;

  private static final int SALT_BYTES = 4;

  private final Cipher cipher;
  private final RecordKeys keys;
  private final byte[] nonce;
  private final byte[] additional = new byte[RecordHeader.BYTES];

  Gcm(RecordKeys keys) {
    this.keys = keys;
    nonce = keys.nonce();
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  /** The cipher, ready for the ciphertext of the record whose header is at {@code offset}. */
  Cipher prepared(int mode, byte[] record, int offset, long explicitNonce, int plaintextLength)
      throws GeneralSecurityException {
    RecordHeader.putLong(nonce, SALT_BYTES, explicitNonce);
    RecordHeader.putLong(additional, 0, RecordHeader.epochAndSequence(record, offset));
    additional[8] = record[offset];
    RecordHeader.putUint16(additional, 9, RecordHeader.version(record, offset));
    RecordHeader.putUint16(additional, 11, plaintextLength);
    cipher.init(mode, keys.key(), new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }
}
