package io.sluice.crypto.dtls;

import java.io.IOException;
import org.bouncycastle.tls.TlsContext;
import org.jspecify.annotations.Nullable;

/**
 * What only the two ends of one handshake can know, 32 bytes for each use (RFC 5705, RFC 7627).
 *
 * @param session what ties other proofs to the connection
 * @param renewal what ties the next handshake of the connection to this one
 */
record Exported(byte[] session, byte[] renewal) {
  private static final String SESSION_LABEL = "EXPORTER-sluice-1";
  private static final int BYTES = 32;

  /** Those of a handshake that was just completed. */
  static Exported from(TlsContext context) throws IOException {
    return new Exported(
        context.exportKeyingMaterial(SESSION_LABEL, null, BYTES),
        context.exportKeyingMaterial(RenewalSecret.EXPORTER_LABEL, null, BYTES));
  }

  /**
   * The same.
   *
   * @throws IllegalStateException if there is none, because the handshake is not complete
   */
  static Exported after(@Nullable Exported exported) {
    if (exported == null) {
      throw new IllegalStateException("the handshake is not complete");
    }
    return exported;
  }
}
