package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * The JDK's cipher for the records of one direction: builds nonce and additional data in arrays
 * that are reused. For one thread at a time.
 *
 * <pre>
 *   record      header (13)  explicit nonce (8 or 0)  ciphertext  tag (16)
 *   nonce       AES-GCM            salt (4)  explicit nonce (8)                      RFC 5288
 *               ChaCha20-Poly1305  IV (12) xor (zeros (4)  epoch (2)  sequence (6))  RFC 7905
 *   additional  epoch (2)  sequence number (6)  type  version (2)  plaintext length (2)
 * </pre>
 */
final class RecordAead {
  /** Where the part of the nonce begins that differs from record to record. */
  private static final int VARIABLE_AT = 4;

  private final DtlsCipher kind;
  private final RecordKeys keys;
  private final Cipher cipher;
  private final byte[] nonce;
  private final long fixedTail;
  private final byte[] additional = new byte[RecordHeader.BYTES];

  RecordAead(RecordKeys keys) {
    this.keys = keys;
    kind = keys.cipher();
    nonce = keys.nonce();
    fixedTail = RecordHeader.getLong(nonce, VARIABLE_AT);
    try {
      cipher = Cipher.getInstance(kind.isAes() ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + kind, e);
    }
  }

  /** Forgets the key. */
  void wipe() {
    keys.wipe();
  }

  DtlsCipher kind() {
    return kind;
  }

  /** Where the ciphertext begins in a record. */
  int ciphertextAt() {
    return RecordHeader.BYTES + kind.explicitNonceBytes();
  }

  /**
   * The cipher, ready for the ciphertext of the record whose header, and explicit nonce if it has
   * one, are at {@code offset}.
   */
  Cipher prepared(int mode, byte[] record, int offset, int plaintextLength)
      throws GeneralSecurityException {
    long number = RecordHeader.epochAndSequence(record, offset);
    boolean explicit = kind.explicitNonceBytes() > 0;
    long variable = explicit ? RecordHeader.getLong(record, offset + RecordHeader.BYTES) : number;
    RecordHeader.putLong(nonce, VARIABLE_AT, fixedTail ^ variable);
    RecordHeader.putLong(additional, 0, number);
    additional[8] = record[offset];
    RecordHeader.putUint16(additional, 9, RecordHeader.version(record, offset));
    RecordHeader.putUint16(additional, 11, plaintextLength);
    cipher.init(mode, keys.key(), parameters());
    cipher.updateAAD(additional);
    return cipher;
  }

  private AlgorithmParameterSpec parameters() {
    return kind.isAes()
        ? new GCMParameterSpec(8 * DtlsCipher.TAG_BYTES, nonce)
        : new IvParameterSpec(nonce);
  }
}
