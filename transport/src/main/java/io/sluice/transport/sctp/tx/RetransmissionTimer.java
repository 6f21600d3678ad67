package io.sluice.transport.sctp.tx;

/**
 * T3-rtx (RFC 9260 section 6.3). While nothing is heard its expiries are further and further apart,
 * and each counts against the peer. In between, a single chunk goes out at a steady interval: so a
 * path that has come back is found soon, at the price of a packet for each interval.
 */
final class RetransmissionTimer {
  private static final long PROBE_INTERVAL = 500_000_000;

  private final Rto rto;
  private long expiry = Long.MAX_VALUE;
  private long probe = Long.MAX_VALUE;
  private int inARow;

  RetransmissionTimer(Rto rto) {
    this.rto = rto;
  }

  /** Sections 6.3.2 R3 and 7.2.4 (4). */
  void start(long now) {
    expiry = now + rto.timeout();
  }

  /** Section 6.3.2 R1: it runs whenever something is in flight. */
  void ensureRunning(long now) {
    if (expiry == Long.MAX_VALUE) {
      start(now);
    }
  }

  void stop() {
    expiry = Long.MAX_VALUE;
    probe = Long.MAX_VALUE;
  }

  boolean hasExpired(long now) {
    return now >= expiry;
  }

  /** Section 6.3.3 E2 and E3. */
  void backOff(long now) {
    inARow++;
    rto.backOff();
    probe = Long.MAX_VALUE;
    start(now);
  }

  /** Whether it is time to see if the path is back; the next time is an interval later. */
  boolean takeProbe(long now) {
    boolean due = now >= probe;
    if (due) {
      scheduleProbe(now);
    }
    return due;
  }

  /** Whether the path is watched for its return. */
  boolean isProbing() {
    return probe != Long.MAX_VALUE;
  }

  /** The next probe is an interval away. */
  void scheduleProbe(long now) {
    probe = now + Math.max(PROBE_INTERVAL, rto.unbackedOff());
  }

  /** The peer has acknowledged something. */
  void answered() {
    inARow = 0;
    probe = Long.MAX_VALUE;
  }

  /** Expiries since the peer last acknowledged something. */
  int inARow() {
    return inARow;
  }

  long expiry() {
    return expiry;
  }

  /** When it expires or a probe is due, or {@code Long.MAX_VALUE}. */
  long deadline() {
    return Math.min(expiry, probe);
  }
}
