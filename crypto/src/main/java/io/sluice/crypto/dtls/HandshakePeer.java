package io.sluice.crypto.dtls;

/** What the handshake asks of either role once it is complete. */
sealed interface HandshakePeer permits DtlsClient, DtlsServer {
  /**
   * The exporter value, 32 bytes.
   *
   * @throws IllegalStateException before the handshake is complete
   */
  byte[] exporter();

  /**
   * The exporter value that {@link RenewalSecret} takes, 32 bytes.
   *
   * @throws IllegalStateException before the handshake is complete
   */
  byte[] renewalExporter();
}
