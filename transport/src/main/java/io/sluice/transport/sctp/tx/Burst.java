package io.sluice.transport.sctp.tx;

/**
 * Bounds how many packets leave at once (RFC 9260 section 6.1 D, Max.Burst). The budget is renewed
 * by every SACK and every millisecond, so a large window opens as a train of bursts.
 */
final class Burst {
  private static final long TICK = 1_000_000;

  private final int size;
  private int left;
  private long begunAt;
  private boolean exhausted;

  Burst(int size) {
    this.size = size;
    this.left = size;
  }

  /** A SACK came. */
  void renew() {
    left = size;
    exhausted = false;
  }

  /** Whether a packet may leave now. */
  boolean allows(long now) {
    if (left == 0 && now - begunAt >= TICK) {
      renew();
    }
    exhausted = left == 0;
    return !exhausted;
  }

  /** Nothing waits to leave. */
  void rest() {
    exhausted = false;
  }

  void spend(long now) {
    if (left == size) {
      begunAt = now;
    }
    left--;
  }

  /** When a packet that was held back may leave, or {@code Long.MAX_VALUE} if none was. */
  long deadline() {
    return exhausted ? begunAt + TICK : Long.MAX_VALUE;
  }
}
