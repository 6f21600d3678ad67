package io.sluice.transport.sctp.congestion;

/**
 * What a SACK has shown. The sender fills it, controllers read it; one instance is used again and
 * again, so that a SACK costs no object.
 */
public final class AckSample {
  /** When the SACK came. */
  public long now;

  /** Bytes that no earlier SACK acknowledged, in sequence or in gap blocks. */
  public long bytes;

  /** Bytes that were taken for lost since the sample before. */
  public long lost;

  /** Bytes in flight when the SACK came. */
  public long inFlightBefore;

  /** Bytes in flight in the light of the SACK. */
  public long inFlight;

  /** Whether the cumulative TSN has advanced. */
  public boolean advanced;

  /** Whether sending had stopped at the congestion window since the SACK before. */
  public boolean windowLimited;

  /** Whether lost chunks are being repaired: from {@code onLoss} to the recovery point. */
  public boolean inRecovery;

  /** Of the newest chunk that was sent once; 0 if there is none. */
  public long roundTrip;

  /** The shortest round trip of the last seconds; 0 before the first. */
  public long minRoundTrip;

  /** SRTT; 0 before the first measurement. */
  public long smoothedRoundTrip;

  /** Whether something that was sent after the round before ended has arrived. */
  public boolean roundStart;

  /** Bytes acknowledged since the association began. */
  public long delivered;

  /** Delivery rate: bytes that arrived in {@link #rateInterval}. */
  public long rateBytes;

  /** Delivery rate: how long it took; 0 when there is no sample. */
  public long rateInterval;

  /** Whether the rate says less of the path than of an application with little to send. */
  public boolean appLimited;

  /** Bytes in flight after the newest chunk was sent. */
  public long inFlightWhenSent;

  /** Bytes per second that arrived; 0 when there is no sample. */
  public long rate() {
    return rateInterval == 0 ? 0 : (long) (rateBytes * 1e9 / rateInterval);
  }
}
