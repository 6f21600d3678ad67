package io.sluice.transport.sctp.congestion;

/**
 * The window during recovery (RFC 6937): it falls to the new threshold in step with what arrives,
 * rather than in one fall that would keep the sender silent for half a round trip.
 */
final class ProportionalRateReduction {
  private long threshold;
  private long flightAtLoss;
  private long delivered;
  private long sent;

  /** Recovery begins with {@code inFlight} bytes and is to end at {@code threshold}. */
  void begin(long threshold, long inFlight) {
    this.threshold = threshold;
    flightAtLoss = Math.max(1, inFlight);
    delivered = 0;
    sent = 0;
  }

  void onSent(int bytes) {
    sent += bytes;
  }

  /** The window in the light of a SACK. */
  long window(AckSample sample, int payload) {
    delivered += sample.bytes;
    long allowed;
    if (sample.inFlight > threshold) {
      allowed = (long) ((double) delivered * threshold / flightAtLoss) - sent;
    } else {
      // PRR-SSRB: at most a packet more than was delivered, never beyond the threshold.
      long limit = Math.max(delivered - sent, sample.bytes) + payload;
      allowed = Math.min(threshold - sample.inFlight, limit);
    }
    return sample.inFlight + Math.max(0, allowed);
  }
}
