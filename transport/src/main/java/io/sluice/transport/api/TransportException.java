package io.sluice.transport.api;

import java.io.Serial;

/**
 * A failure a user has to know about. The message is a whole sentence for the user that says what
 * happened and, where there is something, what to do. Text that came from the peer is in it only
 * through {@link PeerText}.
 */
public final class TransportException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;

  public TransportException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public TransportException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
