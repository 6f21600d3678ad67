package io.sluice.transport.sctp.congestion;

/**
 * The shortest round trip of the last while: between one and two spans of time, since what came
 * before is forgotten span by span.
 */
public final class MinRoundTrip {
  private final long span;
  private long spanEnd = Long.MIN_VALUE;
  private long current;
  private long previous;

  /**
   * @param span nanoseconds
   */
  public MinRoundTrip(long span) {
    this.span = span;
  }

  /** A round trip was measured. */
  public void measured(long roundTrip, long now) {
    if (now >= spanEnd) {
      previous = current;
      current = roundTrip;
      spanEnd = now + span;
    } else {
      current = Math.min(current, roundTrip);
    }
  }

  /** 0 before the first measurement. */
  public long get() {
    return previous == 0 ? current : Math.min(previous, current);
  }
}
