package io.sluice.crypto.dtls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The pre-shared key of the handshake that renews the keys of a connection. It comes from that of
 * the handshake before and from what only the two ends of that one can export: so the chain begins
 * with the secret of the pairing, and each link is one of the same two sides.
 *
 * <pre>
 *   HKDF-SHA256 (RFC 5869): salt "sluice 1 renewal", key material = key before || exporter value,
 *   info "dtls psk", 32 bytes
 * </pre>
 */
final class RenewalSecret {
  /** The label of the exporter value (RFC 5705), which has 32 bytes and no context. */
  static final String EXPORTER_LABEL = "EXPORTER-sluice-1-renewal";

  private static final byte[] SALT = "sluice 1 renewal".getBytes(US_ASCII);
  private static final byte[] INFO = "dtls psk".getBytes(US_ASCII);
  private static final int BYTES = 32;

  private RenewalSecret() {}

  /**
   * @param keyBefore the pre-shared key of the handshake; empty where certificates proved it
   * @param exported the exporter value of the handshake; zeroed here, as the key is
   */
  static Secret derive(byte[] keyBefore, byte[] exported) {
    try {
      byte[] bytes =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addSalt(SALT)
                      .addIKM(keyBefore)
                      .addIKM(exported)
                      .thenExpand(INFO, BYTES));
      Secret secret = Secret.copyOf(bytes);
      Arrays.fill(bytes, (byte) 0);
      return secret;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    } finally {
      Arrays.fill(keyBefore, (byte) 0);
      Arrays.fill(exported, (byte) 0);
    }
  }
}
