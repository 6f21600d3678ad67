package io.sluice.transport.sctp;

import java.util.Arrays;

/** The timers of the control chunks. Those of data belong to its sender and its receiver. */
final class Timers {
  enum Timer {
    /** T1-init and T1-cookie (RFC 9260 section 5.1). */
    T1(0),
    /** T2-shutdown (section 9.2). */
    T2(1),
    /** T5-shutdown-guard (section 9.2). */
    T5(2),
    HEARTBEAT(3);

    private final int slot;

    Timer(int slot) {
      this.slot = slot;
    }
  }

  private final long[] deadlines = new long[Timer.values().length];

  Timers() {
    stopAll();
  }

  void start(Timer timer, long deadline) {
    deadlines[timer.slot] = deadline;
  }

  void stop(Timer timer) {
    deadlines[timer.slot] = Long.MAX_VALUE;
  }

  void stopAll() {
    Arrays.fill(deadlines, Long.MAX_VALUE);
  }

  /** Whether the timer has expired; if so it is stopped. */
  boolean takeExpired(Timer timer, long now) {
    boolean expired = now >= deadlines[timer.slot];
    if (expired) {
      stop(timer);
    }
    return expired;
  }

  /** The earliest deadline, or {@code Long.MAX_VALUE}. */
  long next() {
    long earliest = Long.MAX_VALUE;
    for (long deadline : deadlines) {
      earliest = Math.min(earliest, deadline);
    }
    return earliest;
  }
}
