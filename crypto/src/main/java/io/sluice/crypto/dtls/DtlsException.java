package io.sluice.crypto.dtls;

import java.io.Serial;

/** A DTLS handshake that did not succeed. */
public final class DtlsException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Why there is no connection. */
  public enum Reason {
    /** The peer did not answer in time, or holds another key: the two cannot be told apart. */
    TIMEOUT,
    /**
     * The two sides have no cipher, or other parameter of the security, in common
     * (handshake_failure of RFC 5246, section 7.2.2). Of two sluices only ciphers differ.
     */
    INCOMPATIBLE,
    /** One side did not accept what the other offered. */
    REJECTED,
    /** The link was closed, or the waiting thread interrupted. */
    CLOSED
  }

  private final Reason reason;

  DtlsException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why there is no connection. */
  public Reason reason() {
    return reason;
  }
}
