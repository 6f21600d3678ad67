package io.sluice.transport.sctp.congestion;

/**
 * The pacing rate of a controller that thinks in windows: a little more than a window for each
 * round trip, so that pacing smooths bursts and the window decides.
 */
final class WindowPacing {
  /** In slow start the window doubles within the round trip that is being paced. */
  private static final double SLOW_START_GAIN = 2;

  private static final double GAIN = 1.2;

  private WindowPacing() {}

  static long rate(long window, long roundTrip, boolean slowStart) {
    if (roundTrip == 0) {
      return CongestionControl.UNPACED;
    }
    double gain = slowStart ? SLOW_START_GAIN : GAIN;
    return Math.max(1, (long) (gain * window * 1e9 / roundTrip));
  }
}
