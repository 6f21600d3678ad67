package io.sluice.transport.sctp.congestion;

/**
 * CUBIC (RFC 9438) with HyStart++ (RFC 9406) and proportional rate reduction (RFC 6937): after a
 * loss the window grows back along a cubic curve of time, flat around where the loss was.
 */
final class Cubic implements CongestionControl {
  /** RFC 9438 section 5: packets per cubed second. */
  private static final double C = 0.4;

  private static final double BETA = 0.7;

  /** Section 4.3: as fast as Reno, on average, with a decrease to {@link #BETA}. */
  private static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

  private final HyStartPlusPlus slowStart = new HyStartPlusPlus();
  private final ProportionalRateReduction reduction = new ProportionalRateReduction();
  private int payload;
  private long window;
  private long threshold = Long.MAX_VALUE;
  private boolean reducing;
  private long roundTrip;

  /**
   * Where the window was before the last loss, or a little less when it shrinks from loss to loss.
   */
  private double plateau;

  /** Where it really was. */
  private double windowBeforeLoss;

  private double asReno;
  private long epochStart = Long.MIN_VALUE;
  private double secondsToPlateau;
  private long lastAck;

  private long windowBeforeTimeout;
  private long thresholdBeforeTimeout;
  private double plateauBeforeTimeout;

  Cubic(int payload) {
    this.payload = payload;
    this.window = (long) NewReno.INITIAL_PACKETS * payload;
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
    } else {
      if (reducing) {
        reducing = false;
        window = threshold;
      }
      grow(sample);
    }
    lastAck = sample.now;
  }

  private void grow(AckSample sample) {
    if (window >= threshold) {
      avoidCongestion(sample);
    } else if (sample.windowLimited || 2 * sample.inFlightBefore >= window) {
      boolean first = !slowStart.isOver();
      window += slowStart.growth(sample);
      if (first && slowStart.isOver()) {
        threshold = window;
      }
    }
  }

  private void avoidCongestion(AckSample sample) {
    if (!sample.windowLimited) {
      // Section 5.8: time in which the window was not used does not count.
      epochStart = epochStart == Long.MIN_VALUE ? epochStart : epochStart + sample.now - lastAck;
      return;
    }
    if (epochStart == Long.MIN_VALUE) {
      beginEpoch(sample.now);
    }
    double packets = packets(window);
    double acked = packets(sample.bytes);
    double seconds = (sample.now - epochStart) / 1e9;
    asReno += (asReno < windowBeforeLoss ? ALPHA : 1) * acked / packets;
    double next = packets;
    if (curve(seconds) < asReno) {
      next = Math.max(packets, asReno);
    } else {
      double target = curve(seconds + sample.smoothedRoundTrip / 1e9);
      next += (Math.clamp(target, packets, 1.5 * packets) - packets) * acked / packets;
    }
    window = (long) (next * payload);
  }

  private void beginEpoch(long now) {
    epochStart = now;
    double packets = packets(window);
    asReno = packets;
    plateau = Math.max(plateau, packets);
    secondsToPlateau = Math.cbrt((plateau - packets) / C);
  }

  private double curve(double seconds) {
    double t = seconds - secondsToPlateau;
    return C * t * t * t + plateau;
  }

  private double packets(long bytes) {
    return (double) bytes / payload;
  }

  @Override
  public void onLoss(long now, long inFlight) {
    reduce();
    reducing = true;
    reduction.begin(threshold, inFlight);
    window = Math.max(payload, Math.min(window, inFlight));
  }

  @Override
  public void onTimeout(long now, long inFlight) {
    windowBeforeTimeout = reducing ? threshold : window;
    thresholdBeforeTimeout = threshold;
    plateauBeforeTimeout = plateau;
    reduce();
    reducing = false;
    window = payload;
  }

  @Override
  public void onSpuriousTimeout() {
    window = Math.max(window, windowBeforeTimeout);
    threshold = Math.max(threshold, thresholdBeforeTimeout);
    plateau = plateauBeforeTimeout;
    epochStart = Long.MIN_VALUE;
  }

  private void reduce() {
    double packets = packets(window);
    windowBeforeLoss = packets;
    // Section 4.7, fast convergence: a flow that reached less than last time makes room.
    plateau = packets < plateau ? packets * (1 + BETA) / 2 : packets;
    long least = (long) NewReno.MIN_PACKETS * payload;
    threshold = Math.max((long) (window * BETA), least);
    epochStart = Long.MIN_VALUE;
    slowStart.end();
  }

  @Override
  public void onPathMtu(int payload) {
    double scale = (double) this.payload / payload;
    plateau *= scale;
    windowBeforeLoss *= scale;
    asReno *= scale;
    epochStart = Long.MIN_VALUE;
    this.payload = payload;
    window = Math.max(window, payload);
  }
}
