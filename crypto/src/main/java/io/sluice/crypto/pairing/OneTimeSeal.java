package io.sluice.crypto.pairing;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM under a key that seals one text only, and so needs no nonce but zeros. */
final class OneTimeSeal {
  /** How much longer the sealed text is. */
  static final int TAG_BYTES = 16;

  static final int KEY_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  private OneTimeSeal() {}

  static byte[] seal(byte[] key, byte[] text) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key).doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  static byte[] open(byte[] key, byte[] sealed) throws PakeException {
    if (sealed.length < TAG_BYTES) {
      throw PakeException.malformed("a sealed text of " + sealed.length + " bytes");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw PakeException.malformed("a text that the other side has not sealed");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BYTES * 8, new byte[NONCE_BYTES]));
    return cipher;
  }
}
