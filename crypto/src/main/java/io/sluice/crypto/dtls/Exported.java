package io.sluice.crypto.dtls;

import java.io.IOException;
import org.bouncycastle.tls.TlsContext;

/** What only the two ends of one handshake can know, 32 bytes for each use (RFC 5705, RFC 7627). */
final class Exported {
  private static final String SESSION_LABEL = "EXPORTER-sluice-1";
  private static final int BYTES = 32;

  private final byte[] session;
  private final byte[] renewal;

  /** Those of a handshake that was just completed. */
  Exported(TlsContext context) throws IOException {
    session = context.exportKeyingMaterial(SESSION_LABEL, null, BYTES);
    renewal = context.exportKeyingMaterial(RenewalSecret.EXPORTER_LABEL, null, BYTES);
  }

  /** What ties other proofs to the connection. */
  byte[] session() {
    return session;
  }

  /** What ties the next handshake of the connection to this one; for its reader to zero. */
  byte[] renewal() {
    return renewal;
  }
}
