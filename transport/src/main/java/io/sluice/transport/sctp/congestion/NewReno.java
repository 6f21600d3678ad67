package io.sluice.transport.sctp.congestion;

/**
 * The congestion control of RFC 9260 section 7.2, with three changes that its own growth needs when
 * one SACK covers a batch of packets: the initial window is 10 packets (RFC 6928), growth counts
 * the bytes acknowledged without the limit of a packet for each SACK (RFC 3465; the sender paces),
 * and a window does not decay while idle, because it is not used in one burst either.
 */
final class NewReno implements CongestionControl {
  static final int INITIAL_PACKETS = 10;
  static final int MIN_PACKETS = 4;

  private final ProportionalRateReduction reduction = new ProportionalRateReduction();
  private int payload;
  private long window;

  /** Arbitrarily high at first, as section 7.2.1 allows: the peer's window may grow. */
  private long threshold = Long.MAX_VALUE;

  private long partialBytes;
  private long roundTrip;
  private boolean reducing;
  private long windowBeforeTimeout;
  private long thresholdBeforeTimeout;

  NewReno(int payload) {
    this.payload = payload;
    this.window = (long) INITIAL_PACKETS * payload;
  }

  @Override
  public long window() {
    return window;
  }

  @Override
  public long pacingRate() {
    return WindowPacing.rate(window, roundTrip, window < threshold);
  }

  @Override
  public void onSent(long now, int bytes, long inFlight) {
    reduction.onSent(bytes);
  }

  @Override
  public void onAcknowledged(AckSample sample) {
    roundTrip = sample.smoothedRoundTrip;
    if (sample.inRecovery) {
      window = reduction.window(sample, payload);
      return;
    }
    if (reducing) {
      reducing = false;
      window = threshold;
    }
    // Section 7.2.1: growth only if the window was used, the cumulative TSN advanced, and nothing
    // is being recovered.
    if (!sample.advanced) {
      return;
    }
    if (window < threshold) {
      if (sample.windowLimited || 2 * sample.inFlightBefore >= window) {
        window += sample.bytes;
      }
    } else {
      avoidCongestion(sample);
    }
  }

  /** Section 7.2.2: a packet more for every window that was acknowledged. */
  private void avoidCongestion(AckSample sample) {
    partialBytes += sample.bytes;
    if (partialBytes < window) {
      return;
    }
    partialBytes = sample.windowLimited ? partialBytes - window : 0;
    if (sample.windowLimited) {
      window += payload;
    }
  }

  @Override
  public void onLoss(long now, long inFlight) {
    halve();
    reducing = true;
    reduction.begin(threshold, inFlight);
    window = Math.max(payload, Math.min(window, inFlight));
  }

  @Override
  public void onTimeout(long now, long inFlight) {
    windowBeforeTimeout = reducing ? threshold : window;
    thresholdBeforeTimeout = threshold;
    halve();
    reducing = false;
    window = payload;
  }

  @Override
  public void onSpuriousTimeout() {
    window = Math.max(window, windowBeforeTimeout);
    threshold = Math.max(threshold, thresholdBeforeTimeout);
  }

  private void halve() {
    // Section 7.2.3.
    threshold = Math.max(window / 2, (long) MIN_PACKETS * payload);
    partialBytes = 0;
  }

  @Override
  public void onPathMtu(int payload) {
    this.payload = payload;
    window = Math.max(window, payload);
  }
}
