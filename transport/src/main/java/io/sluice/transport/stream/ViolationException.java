package io.sluice.transport.stream;

import java.io.Serial;

/** The peer did what the protocol forbids. The text says what, safe to show, to both sides. */
final class ViolationException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ViolationException(String what) {
    super(what);
  }

  /** What the peer did, as the reason that both sides are given. */
  String what() {
    return "protocol error: " + getMessage();
  }
}
