package io.sluice.crypto.dtls;

import java.io.IOException;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsContext;

/** The one way in which two sluice peers speak DTLS: what both roles offer and accept. */
final class PskProfile {
  /** The key exchange: fresh keys per connection (forward secrecy), authenticated by the secret. */
  static final int GROUP = NamedGroup.x25519;

  /**
   * How long Bouncy Castle waits before it sends a flight under new record numbers; {@link
   * RepeatTimer} repeats it sooner under the old ones, which a peer may refuse to take.
   */
  static final int RESEND_MILLIS = 1000;

  private static final String EXPORTER_LABEL = "EXPORTER-sluice-1";
  private static final int EXPORTER_BYTES = 32;

  private PskProfile() {}

  /** RFC 5489 and RFC 8442: ECDHE_PSK with AES-GCM. */
  static int[] suites() {
    return new int[] {CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256};
  }

  static ProtocolVersion[] versions() {
    return ProtocolVersion.DTLSv12.only();
  }

  /** 32 bytes that only these two peers share, for this connection only (RFC 5705, RFC 7627). */
  static byte[] exporter(TlsContext context) throws IOException {
    return context.exportKeyingMaterial(EXPORTER_LABEL, null, EXPORTER_BYTES);
  }
}
