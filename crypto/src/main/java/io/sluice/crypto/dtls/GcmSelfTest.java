package io.sluice.crypto.dtls;

import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Compares the JDK's AES-GCM with Bouncy Castle's. Some builds of JDK 24 and 25 encrypt some
 * lengths wrongly on some processors (JDK-8371864); a peer would drop such records without a word.
 */
final class GcmSelfTest {
  private static final byte[] KEY = new byte[16];
  private static final int DENSE_UP_TO = 320;

  /** Lengths around the strides of vectorised code, and those of real records. */
  private static final int[] SPARSE = {
    511, 512, 767, 768, 769, 1024, 1163, 2047, 4097, 8935, 16384
  };

  /** What is tested: AES-128-GCM under {@link #KEY}, with a tag of 16 bytes. */
  @FunctionalInterface
  interface Encryption {
    byte[] seal(byte[] plain, byte[] nonce) throws GeneralSecurityException;
  }

  private GcmSelfTest() {}

  /** Whether the JDK encrypts rightly. */
  static boolean passes() {
    return passes(GcmSelfTest::sealedByJdk);
  }

  static boolean passes(Encryption encryption) {
    for (int length = 0; length < DENSE_UP_TO; length++) {
      if (!isRight(encryption, length)) {
        return false;
      }
    }
    return Arrays.stream(SPARSE).allMatch(length -> isRight(encryption, length));
  }

  private static boolean isRight(Encryption encryption, int length) {
    byte[] plain = new byte[length];
    for (int i = 0; i < length; i++) {
      plain[i] = (byte) (i * 31 + length);
    }
    byte[] nonce = new byte[DtlsCipher.NONCE_BYTES];
    RecordHeader.putLong(nonce, 0, length);
    try {
      return Arrays.equals(encryption.seal(plain, nonce), sealedByBouncyCastle(plain, nonce));
    } catch (GeneralSecurityException | ProviderException e) {
      return false;
    }
  }

  static byte[] sealedByJdk(byte[] plain, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(KEY, "AES"),
        new GCMParameterSpec(8 * DtlsCipher.TAG_BYTES, nonce));
    return cipher.doFinal(plain);
  }

  private static byte[] sealedByBouncyCastle(byte[] plain, byte[] nonce) {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(true, new AEADParameters(new KeyParameter(KEY), 8 * DtlsCipher.TAG_BYTES, nonce));
    byte[] sealed = new byte[cipher.getOutputSize(plain.length)];
    int written = cipher.processBytes(plain, 0, plain.length, sealed, 0);
    try {
      cipher.doFinal(sealed, written);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Bouncy Castle's AES-GCM fails", e);
    }
    return sealed;
  }
}
