package io.sluice.transport.sctp.packet;

/**
 * Something well formed that the peer must never send: the association is aborted with {@link
 * #errorCause()}. Like {@link MalformedPacketException} it has no stack trace.
 */
public final class ProtocolViolationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient ErrorCause cause;

  public ProtocolViolationException(ErrorCause cause) {
    super(cause.describe(), null, false, false);
    this.cause = cause;
  }

  /** A violation without a cause code of its own: "Protocol Violation" (RFC 9260 3.3.10.13). */
  public ProtocolViolationException(String what) {
    this(ErrorCause.protocolViolation(what));
  }

  /** What the ABORT tells the peer. */
  public ErrorCause errorCause() {
    return cause;
  }
}
