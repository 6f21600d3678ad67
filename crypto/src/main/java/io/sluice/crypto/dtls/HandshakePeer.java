package io.sluice.crypto.dtls;

/** What the handshake asks of either role once it is complete. */
sealed interface HandshakePeer permits DtlsClient, DtlsServer {
  /**
   * What only the two ends know.
   *
   * @throws IllegalStateException before the handshake is complete
   */
  Exported exported();
}
