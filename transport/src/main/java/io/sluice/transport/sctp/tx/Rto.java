package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpOptions;

/** The retransmission timeout (RFC 9260 section 6.3.1). All times in nanoseconds. */
public final class Rto {
  private final long min;
  private final long max;
  private long smoothed;
  private long variance;
  private long unbackedOff;
  private long timeout;

  public Rto(SctpOptions options) {
    min = options.minRto().toNanos();
    max = options.maxRto().toNanos();
    unbackedOff = options.initialRto().toNanos();
    timeout = unbackedOff;
  }

  public long timeout() {
    return timeout;
  }

  /** The timeout without its back-offs. */
  long unbackedOff() {
    return unbackedOff;
  }

  /** SRTT, 0 before the first measurement. */
  public long smoothed() {
    return smoothed;
  }

  /** A round trip was measured, by something that was sent once (Karn's rule, C5). */
  public void measured(long roundTrip) {
    long sample = Math.max(1, roundTrip);
    if (smoothed == 0) {
      smoothed = sample;
      variance = sample / 2;
    } else {
      // RTO.Alpha = 1/8, RTO.Beta = 1/4 (section 16).
      variance += (Math.abs(smoothed - sample) - variance) / 4;
      smoothed += (sample - smoothed) / 8;
    }
    restore();
  }

  /** The timer expired: doubles the timeout (section 6.3.3, E2). */
  public void backOff() {
    timeout = Math.min(max, 2 * timeout);
  }

  /** Takes back-offs back, as far as a measurement says how long a round trip is. */
  void restore() {
    if (smoothed != 0) {
      unbackedOff = Math.clamp(smoothed + 4 * variance, min, max);
      timeout = unbackedOff;
    }
  }
}
