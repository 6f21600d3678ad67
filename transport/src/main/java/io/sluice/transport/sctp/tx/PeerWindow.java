package io.sluice.transport.sctp.tx;

/**
 * The room that the peer advertises, and how one without room is probed (RFC 9260 section 6.1 A):
 * when nothing is in flight, a single chunk is sent after a timeout, then after twice as long, so
 * that the SACK that opened the window may be lost.
 */
final class PeerWindow {
  private final long maxDelay;
  private long bytes;
  private long delay;
  private long deadline = Long.MAX_VALUE;
  private boolean due;
  private boolean probing;

  PeerWindow(long bytes, long maxDelay) {
    this.bytes = bytes;
    this.maxDelay = maxDelay;
  }

  /** What the peer advertised last. */
  long bytes() {
    return bytes;
  }

  void advertised(long bytes) {
    this.bytes = bytes;
  }

  boolean fits(int size, InFlight flight) {
    return size <= bytes - flight.bytes();
  }

  /** Whether {@code size} more bytes fit, or are to be sent to find out whether they do. */
  boolean admits(int size, InFlight flight, long now, long timeout) {
    if (fits(size, flight)) {
      // It is smaller than what the probe was to be: the SACK for it says more than a probe's.
      stopWaiting();
      return true;
    }
    return flight.isEmpty() && isProbeDue(now, timeout);
  }

  private boolean isProbeDue(long now, long timeout) {
    handleTimeout(now);
    if (due) {
      stopWaiting();
      probing = true;
      return true;
    }
    if (deadline == Long.MAX_VALUE) {
      delay = Math.min(maxDelay, delay == 0 ? timeout : 2 * delay);
      deadline = now + delay;
    }
    return false;
  }

  /** Time has passed. A probe that is due leaves when pacing and what there is to send let it. */
  void handleTimeout(long now) {
    if (now >= deadline) {
      due = true;
      deadline = Long.MAX_VALUE;
    }
  }

  private void stopWaiting() {
    due = false;
    deadline = Long.MAX_VALUE;
  }

  /** Whether the chunk in flight is a probe. */
  boolean isProbing() {
    return probing;
  }

  /** The probe was acknowledged, though the window may still be closed. */
  void probeAcknowledged() {
    probing = false;
  }

  /** The window is open. */
  void endProbing() {
    probing = false;
    delay = 0;
    stopWaiting();
  }

  /** When the next probe falls due, or {@code Long.MAX_VALUE}. */
  long deadline() {
    return deadline;
  }
}
