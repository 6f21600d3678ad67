package io.sluice.crypto.pairing;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA256 (RFC 5869) of the JDK, extract and expand in one step. */
final class Hkdf {
  private Hkdf() {}

  /** {@code length} bytes (1 to 8160) that depend on all three inputs. */
  static byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addSalt(salt)
                  .addIKM(keyMaterial)
                  .thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    }
  }
}
