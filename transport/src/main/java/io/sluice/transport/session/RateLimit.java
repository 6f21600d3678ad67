package io.sluice.transport.session;

/**
 * A bound on how many bytes pass in a second, for one direction. What passes is paid for with time:
 * each byte moves the instant on by which all is paid, and the next may pass shortly before that.
 */
final class RateLimit {
  /**
   * How long before all is paid the next may pass: bursts are short, and a late wake-up is free.
   */
  private static final long GRACE = 50_000_000;

  private static final double NANOS = 1e9;

  private final long bytesPerSecond;
  private long paidAt;
  private boolean used;

  /**
   * @param bytesPerSecond 0 for no limit
   */
  RateLimit(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a rate of " + bytesPerSecond);
    }
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Whether something may pass now. */
  boolean allows(long now) {
    return bytesPerSecond == 0 || !used || now - (paidAt - GRACE) >= 0;
  }

  /** Something passes. */
  void spend(int bytes, long now) {
    if (bytesPerSecond == 0) {
      return;
    }
    // Time in which nothing passed is lost.
    long from = used && paidAt - now > 0 ? paidAt : now;
    paidAt = from + (long) (bytes * NANOS / bytesPerSecond);
    used = true;
  }

  /** When something may pass again, in nanoseconds from {@code now}; 0 if it may now. */
  long delay(long now) {
    return allows(now) ? 0 : paidAt - GRACE - now;
  }
}
