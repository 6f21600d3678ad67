package io.sluice.transport.sctp.congestion;

/** The highest delivery rate of the present probing cycle and of the one before. */
final class MaxBandwidth {
  private long current;
  private long previous;

  /** A sample; what an application with little to send shows counts only if it is more. */
  void sample(long bytesPerSecond, boolean appLimited) {
    if (!appLimited || bytesPerSecond >= get()) {
      current = Math.max(current, bytesPerSecond);
    }
  }

  /** Bytes per second; 0 before the first sample. */
  long get() {
    return Math.max(current, previous);
  }

  /** A cycle ends; what it found is forgotten at the end of the next. */
  void advance() {
    if (current > 0) {
      previous = current;
      current = 0;
    }
  }
}
