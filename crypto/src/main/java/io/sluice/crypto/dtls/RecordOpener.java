package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/** Opens records of epoch 1. It judges the seal only, not replays. For one thread at a time. */
final class RecordOpener {
  /** The forgeries after which no record is believed any more (RFC 9147, section 4.5.3). */
  private static final long MAX_FORGERIES = 1L << 36;

  private final RecordAead aead;
  private long forgeries;

  RecordOpener(RecordKeys keys) {
    aead = new RecordAead(keys);
  }

  /** Forgets the key; for when no record of its epoch is opened any more. */
  void wipe() {
    aead.wipe();
  }

  /** Whether half as many forgeries came as end all belief. */
  boolean isWornOut() {
    return forgeries >= MAX_FORGERIES / 2;
  }

  /**
   * Decrypts one record into {@code out}.
   *
   * @param length that of the record with its header, as {@link RecordHeader#recordLength} gave it
   * @return the length of the plaintext; -1 if the record is forged, damaged, or longer than {@code
   *     out} or a record may be: then the bytes of {@code out} mean nothing
   */
  int open(byte[] record, int offset, int length, byte[] out, int outOffset) {
    int plaintext = length - aead.kind().overhead();
    if (plaintext < 0
        || plaintext > RecordSealer.MAX_PLAINTEXT
        || plaintext > out.length - outOffset
        || forgeries >= MAX_FORGERIES) {
      return -1;
    }
    int ciphertext = offset + aead.ciphertextAt();
    try {
      return aead.prepared(Cipher.DECRYPT_MODE, record, offset, plaintext)
          .doFinal(record, ciphertext, plaintext + DtlsCipher.TAG_BYTES, out, outOffset);
    } catch (AEADBadTagException e) {
      forgeries++;
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(aead.kind() + " fails", e);
    }
  }
}
