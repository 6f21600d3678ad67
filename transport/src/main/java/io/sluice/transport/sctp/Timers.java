package io.sluice.transport.sctp;

import java.util.List;

/** The timers of the control chunks. Those of data belong to its sender and its receiver. */
final class Timers {
  /** T1-init and T1-cookie (RFC 9260 section 5.1). */
  final Timer t1 = new Timer();

  /** T2-shutdown (section 9.2). */
  final Timer t2 = new Timer();

  /** T5-shutdown-guard (section 9.2). */
  final Timer t5 = new Timer();

  /** Of a RE-CONFIG request (RFC 6525 section 5.1.1). */
  final Timer reconfig = new Timer();

  final Timer heartbeat = new Timer();

  /** PROBE_TIMER and PMTU_RAISE_TIMER (RFC 8899 section 5.1.1). */
  final Timer pathMtu = new Timer();

  private final List<Timer> all = List.of(t1, t2, t5, reconfig, heartbeat, pathMtu);

  /** A deadline that may be set. */
  static final class Timer {
    private long deadline = Long.MAX_VALUE;

    void start(long deadline) {
      this.deadline = deadline;
    }

    void stop() {
      deadline = Long.MAX_VALUE;
    }

    /** Whether it has expired; if so it is stopped. */
    boolean takeExpired(long now) {
      boolean expired = now >= deadline;
      if (expired) {
        stop();
      }
      return expired;
    }
  }

  void stopAll() {
    all.forEach(Timer::stop);
  }

  /** The earliest deadline, or {@code Long.MAX_VALUE}. */
  long next() {
    long control = Math.min(Math.min(t1.deadline, t2.deadline), t5.deadline);
    long probing = Math.min(heartbeat.deadline, pathMtu.deadline);
    return Math.min(Math.min(control, reconfig.deadline), probing);
  }
}
