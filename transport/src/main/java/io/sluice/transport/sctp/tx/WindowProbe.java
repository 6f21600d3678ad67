package io.sluice.transport.sctp.tx;

/**
 * Probing of a peer whose window is closed (RFC 9260 section 6.1 A): when nothing is in flight, a
 * single chunk is sent after a timeout, then after twice as long, so that the SACK that opened the
 * window may be lost.
 */
final class WindowProbe {
  private final long maxDelay;
  private long delay;
  private long deadline = Long.MAX_VALUE;
  private boolean underway;

  WindowProbe(long maxDelay) {
    this.maxDelay = maxDelay;
  }

  /** The window has no room for the next chunk, and nothing is in flight: may it be sent? */
  boolean isDue(long now, long timeout) {
    if (deadline == Long.MAX_VALUE) {
      delay = Math.min(maxDelay, delay == 0 ? timeout : 2 * delay);
      deadline = now + delay;
    }
    if (now < deadline) {
      return false;
    }
    deadline = Long.MAX_VALUE;
    underway = true;
    return true;
  }

  /** Whether the chunk in flight is a probe. */
  boolean isUnderway() {
    return underway;
  }

  /** The probe was acknowledged, though the window may still be closed. */
  void acknowledged() {
    underway = false;
  }

  /** The window is open. */
  void end() {
    underway = false;
    delay = 0;
    deadline = Long.MAX_VALUE;
  }

  long deadline() {
    return deadline;
  }
}
