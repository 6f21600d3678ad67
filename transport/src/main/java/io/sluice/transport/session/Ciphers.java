package io.sluice.transport.session;

import io.sluice.crypto.dtls.CipherPolicy;
import io.sluice.crypto.dtls.DtlsCipher;
import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.CipherReport;
import io.sluice.transport.api.OptionsException;

/** The ciphers of the options as DTLS takes them, and back. */
final class Ciphers {
  private static final String WRONG_GCM =
      "AES-GCM of this Java (%s) encrypts wrongly on this processor (JDK-8371864)"
          .formatted(Runtime.version());

  private Ciphers() {}

  /**
   * What this side offers and takes. The first call tests the JDK's AES-GCM, which takes some 20
   * ms.
   *
   * @throws OptionsException if the cipher asked for is one that this Java does wrongly
   */
  static CipherPolicy policy(Cipher wanted) {
    return switch (wanted) {
      case AUTOMATIC -> CipherPolicy.automatic();
      case AES_128_GCM -> only(DtlsCipher.AES_128_GCM);
      case AES_256_GCM -> only(DtlsCipher.AES_256_GCM);
      case CHACHA20_POLY1305 -> only(DtlsCipher.CHACHA20_POLY1305);
    };
  }

  private static CipherPolicy only(DtlsCipher cipher) {
    return CipherPolicy.only(cipher)
        .orElseThrow(
            () ->
                new OptionsException(
                    WRONG_GCM + ": leave out --cipher, or run sluice with a newer Java."));
  }

  /** The same for users to read. */
  static CipherReport report(Cipher wanted) {
    CipherPolicy policy = policy(wanted);
    return new CipherReport(
        policy.accepted().stream().map(Ciphers::agreed).toList(),
        policy.isAesInHardware(),
        policy.isAesGcmCorrect());
  }

  /** What the path tells of the cipher that two agreed on. */
  static Cipher agreed(DtlsCipher cipher) {
    return switch (cipher) {
      case AES_128_GCM -> Cipher.AES_128_GCM;
      case AES_256_GCM -> Cipher.AES_256_GCM;
      case CHACHA20_POLY1305 -> Cipher.CHACHA20_POLY1305;
    };
  }

  /** What users should know of this machine's ciphers; empty if there is nothing. */
  static String remark(CipherPolicy policy) {
    return policy.isAesGcmCorrect()
        ? ""
        : WRONG_GCM + ", so sluice does without it: a newer Java is faster.";
  }
}
