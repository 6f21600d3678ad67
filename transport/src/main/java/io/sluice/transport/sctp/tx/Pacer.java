package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.congestion.CongestionControl;

/**
 * Spreads packets over time (instead of Max.Burst, RFC 9260 section 6.1 D). A packet may leave when
 * those before it have had their time at the controller's rate.
 *
 * <p>Whoever drives an association wakes up about every millisecond: a train of packets that were
 * due since then leaves at once, and what a late awakening missed is made up for, up to {@link
 * #CREDIT}.
 */
final class Pacer {
  private static final long TICK = 1_000_000;
  private static final long CREDIT = 4_000_000;

  private double nanosPerByte;
  private long due = Long.MIN_VALUE;
  private boolean holding;

  /** From now on packets leave at {@code bytesPerSecond}. */
  void rate(long bytesPerSecond) {
    nanosPerByte = bytesPerSecond == CongestionControl.UNPACED ? 0 : 1e9 / bytesPerSecond;
  }

  /** Whether a packet may leave now. */
  boolean allows(long now) {
    holding = due > now;
    return !holding;
  }

  /** Nothing waits to leave. */
  void rest() {
    holding = false;
  }

  /** The next packet may leave at once. */
  void release(long now) {
    due = Math.min(due, now);
  }

  void spend(long now, int bytes) {
    due = Math.max(due, now - CREDIT) + (long) (bytes * nanosPerByte);
  }

  /** When a train of packets that was held back may leave, or {@code Long.MAX_VALUE}. */
  long deadline() {
    return holding ? due + TICK : Long.MAX_VALUE;
  }
}
