package io.sluice.crypto.dtls;

/**
 * When to repeat a flight: every 100 ms for 600 ms, then every 200 ms. RFC 6347, section 4.2.4.1,
 * advises 1 s doubling up to 60 s; but a handshake is four short datagrams and people wait for it,
 * so sluice begins sooner and never gets slower than this. Times are those of {@code
 * System.nanoTime}.
 */
final class RepeatTimer {
  private static final long FIRST_NANOS = 100_000_000;
  private static final long OFTEN_UNTIL_NANOS = 600_000_000;

  /** The least time between a flight and its repetition because the peer repeated its own. */
  private static final long ANSWER_NANOS = 50_000_000;

  private long firstSent;
  private long lastSent;
  private long dueAfter = FIRST_NANOS;

  /** A new flight was sent. */
  void flightSent(long now) {
    firstSent = now;
    lastSent = now;
    dueAfter = FIRST_NANOS;
  }

  /** The flight was sent again, because it was due or as an answer. */
  void repeated(long now) {
    lastSent = now;
    while (untilDue(now) <= 0) {
      dueAfter += dueAfter < OFTEN_UNTIL_NANOS ? FIRST_NANOS : 2 * FIRST_NANOS;
    }
  }

  /** Nanoseconds until the flight is due again; not positive once it is. */
  long untilDue(long now) {
    return firstSent + dueAfter - now;
  }

  /** Whether the flight may be repeated because the peer repeated its own. */
  boolean mayAnswer(long now) {
    return now - lastSent >= ANSWER_NANOS;
  }
}
