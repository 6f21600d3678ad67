package io.sluice.transport.sctp.congestion;

import java.util.random.RandomGenerator;

/**
 * Congestion control by a model of the path, after BBR (draft-ietf-ccwg-bbr): the highest delivery
 * rate seen lately and the shortest round trip say how fast to send and how much fits the path. A
 * loss alone means nothing; a rate of loss above {@link LossCeiling} bounds what is in flight.
 *
 * <pre>
 *   STARTUP ─▶ DRAIN ─▶ DOWN ─▶ CRUISE ─▶ REFILL ─▶ UP ─┐      every few seconds, from anywhere:
 *                        ▲                              │        PROBE_RTT ─▶ where it came from
 *                        └──────────────────────────────┘
 * </pre>
 */
final class Bbr implements CongestionControl {
  private static final double STARTUP_GAIN = 2.77;
  private static final double DRAIN_GAIN = 0.5;
  private static final double UP_GAIN = 1.25;
  private static final double UP_PROGRESS = 1.05;
  private static final double LARGE_SHARE_GROWTH = 1.1;
  private static final double DOWN_GAIN = 0.75;
  private static final double SMALL_DOWN_GAIN = 0.9;
  private static final double YIELDING_GAIN = 0.85;
  private static final double WINDOW_GAIN = 2;

  /** What a bound falls to when too much is lost. */
  private static final double BETA = 0.7;

  /** What is left free below the bound, for others to find. */
  private static final double HEADROOM = 0.9;

  /** A little less than was measured, so that a queue drains rather than grows. */
  private static final double MARGIN = 0.99;

  private static final double PLATEAU = 1.25;
  private static final int PLATEAU_ROUNDS = 3;
  private static final int MIN_PACKETS = 4;
  private static final long TICK = 1_000_000;
  private static final long CRUISE_NANOS = 400_000_000;
  private static final long PROBE_RTT_INTERVAL = 5_000_000_000L;
  private static final long PROBE_RTT_NANOS = 200_000_000;
  private static final long MIN_ROUND_TRIP_SPAN = 10_000_000_000L;

  /** How long radio links and busy machines hold packets back. */
  private static final long MOST_DELAY = 20_000_000;

  /**
   * Bytes in flight beyond what the path holds: they wait in the socket buffers of both sides,
   * which are finite, and when the peer is gone they are lost.
   */
  private static final long MOST_WAITING = 768 << 10;

  private enum Phase {
    STARTUP,
    DRAIN,
    DOWN,
    CRUISE,
    REFILL,
    UP,
    PROBE_RTT;

    boolean probesBandwidth() {
      return this == DOWN || this == CRUISE || this == REFILL || this == UP;
    }
  }

  private final RandomGenerator random;
  private final MaxBandwidth bandwidth = new MaxBandwidth();
  private final LossCeiling ceiling;
  private int payload;

  private Phase phase = Phase.STARTUP;
  private long rounds;
  private long phaseStartRound;
  private boolean full;
  private long fullBandwidth;
  private int plateauRounds;

  private long minRoundTrip;
  private long minRoundTripAt;
  private long probeRttDue = Long.MIN_VALUE;
  private long probeRttEnd;

  private long bandwidthBound = Long.MAX_VALUE;
  private long flightBound = Long.MAX_VALUE;
  private long flightCeiling = Long.MAX_VALUE;
  private boolean lowered;
  private long probedUntilRound;
  private long roundBandwidth;
  private long roundFlight;
  private long lastRoundFlight;
  private long growth;
  private long bandwidthBefore;
  private double upGrowth = 1;
  private boolean queued;
  private long cruiseEnd;

  private long window;
  private long windowBeforeProbeRtt;
  private long pacingRate = UNPACED;
  private boolean timedOut;
  private long windowBeforeTimeout;

  /**
   * @param random keeps flows from doing the same at the same time
   */
  Bbr(int payload, RandomGenerator random) {
    this.payload = payload;
    this.random = random;
    this.ceiling = new LossCeiling(payload);
    this.window = (long) NewReno.INITIAL_PACKETS * payload;
  }

  @Override
  public long window() {
    return window;
  }

  @Override
  public long pacingRate() {
    return pacingRate;
  }

  @Override
  public void onAcknowledged(AckSample sample) {
    if (timedOut) {
      timedOut = false;
      window = windowBeforeTimeout;
    } else {
      ceiling.count(sample);
    }
    learn(sample);
    if (sample.roundStart) {
      rounds++;
      if (!full) {
        watchForPlateau(sample);
      }
    }
    boundByLoss(sample);
    advance(sample);
    if (sample.roundStart) {
      queued = ceiling.metQueue(sample);
      ceiling.endRound(sample);
      roundBandwidth = 0;
      lastRoundFlight = roundFlight;
      roundFlight = 0;
    }
    setPacingRate(sample);
    setWindow(sample);
  }

  private void learn(AckSample sample) {
    long rate = sample.rate();
    if (rate > 0) {
      bandwidth.sample(rate, sample.appLimited);
      roundBandwidth = Math.max(roundBandwidth, rate);
      roundFlight = Math.max(roundFlight, sample.rateBytes);
    }
    long roundTrip = sample.roundTrip;
    if (roundTrip > 0) {
      boolean expired = sample.now - minRoundTripAt > MIN_ROUND_TRIP_SPAN;
      if (minRoundTrip == 0 || roundTrip <= minRoundTrip || expired) {
        minRoundTrip = roundTrip;
        minRoundTripAt = sample.now;
        probeRttDue = sample.now + PROBE_RTT_INTERVAL;
      }
    }
  }

  /** The path is full when three rounds in a row brought hardly more than those before. */
  private void watchForPlateau(AckSample sample) {
    if (sample.appLimited) {
      return;
    }
    if (bandwidth.get() >= fullBandwidth * PLATEAU) {
      fullBandwidth = bandwidth.get();
      plateauRounds = 0;
    } else if (++plateauRounds >= PLATEAU_ROUNDS) {
      full = true;
    }
  }

  /** What STARTUP and UP lose is found a round trip later, when they may be over. */
  private void boundByLoss(AckSample sample) {
    if (phase == Phase.STARTUP) {
      if (ceiling.isReachedInStartup()) {
        full = true;
        lowerCeiling();
      }
    } else if (phase == Phase.UP || rounds <= probedUntilRound) {
      if (!lowered && ceiling.isReached()) {
        lowerCeiling();
        if (phase == Phase.UP) {
          enter(Phase.DOWN, sample.now);
        }
      }
    } else if (sample.roundStart && ceiling.metQueue(sample) && ceiling.isReached()) {
      long before = Math.min(bandwidthBound, bandwidth.get());
      bandwidthBound = Math.max(roundBandwidth, (long) (BETA * before));
      flightBound = Math.max(roundFlight, (long) (BETA * Math.min(flightBound, window)));
    }
  }

  private void lowerCeiling() {
    lowered = true;
    // What arrived in one of the last two rounds: this one may be short of reports.
    long arrived = Math.max(roundFlight, lastRoundFlight);
    flightCeiling = Math.max(arrived, (long) (BETA * product(1)));
  }

  private void advance(AckSample sample) {
    long now = sample.now;
    switch (phase) {
      case STARTUP -> {
        if (full) {
          enter(Phase.DRAIN, now);
        }
      }
      case DRAIN -> {
        if (sample.inFlight <= product(1)) {
          enter(Phase.DOWN, now);
        }
      }
      case DOWN -> {
        if (sample.inFlight <= Math.min(product(1), withHeadroom())) {
          enter(Phase.CRUISE, now);
        }
      }
      case CRUISE -> {
        if (now >= cruiseEnd) {
          enter(Phase.REFILL, now);
        }
      }
      case REFILL -> {
        if (sample.roundStart && rounds > phaseStartRound) {
          enter(Phase.UP, now);
        }
      }
      case UP -> probeUp(sample);
      case PROBE_RTT -> measureRoundTrip(sample);
    }
    if (now >= probeRttDue && phase != Phase.PROBE_RTT && phase != Phase.STARTUP) {
      windowBeforeProbeRtt = window;
      probeRttEnd = Long.MAX_VALUE;
      enter(Phase.PROBE_RTT, now);
    }
  }

  /**
   * For as long as it brings noticeably more: so a flow with a small share, which gains most by it,
   * goes on longer than one with a large share.
   */
  private void probeUp(AckSample sample) {
    boolean held = window >= flightCeiling && sample.windowLimited;
    if (held) {
      // As much more each round as all rounds before it together, until there is a queue.
      flightCeiling += (long) ((double) growth * sample.bytes / window);
    }
    if (!sample.roundStart) {
      return;
    }
    if (!ceiling.metQueue(sample)) {
      growth = Math.min(2 * growth, flightCeiling / 8);
    }
    boolean more = roundBandwidth > UP_PROGRESS * bandwidthBefore;
    if (rounds > phaseStartRound + 1) {
      upGrowth = Math.max(upGrowth, (double) roundBandwidth / bandwidthBefore);
    }
    bandwidthBefore = roundBandwidth;
    // What leaves in one round is measured in the next.
    if (rounds > phaseStartRound + 1 && !more && !held && sample.inFlight > product(1)) {
      enter(Phase.DOWN, sample.now);
    }
  }

  private void measureRoundTrip(AckSample sample) {
    if (probeRttEnd == Long.MAX_VALUE && sample.inFlight <= probeRttWindow()) {
      probeRttEnd = sample.now + PROBE_RTT_NANOS;
      phaseStartRound = rounds;
    }
    if (sample.now >= probeRttEnd && rounds > phaseStartRound) {
      minRoundTripAt = sample.now;
      probeRttDue = sample.now + PROBE_RTT_INTERVAL;
      window = Math.max(window, windowBeforeProbeRtt);
      enter(full ? Phase.CRUISE : Phase.STARTUP, sample.now);
    }
  }

  private void enter(Phase next, long now) {
    if (phase == Phase.UP || phase == Phase.STARTUP) {
      probedUntilRound = rounds + 2;
    }
    switch (next) {
      case DOWN -> bandwidth.advance();
      // Not in step with other flows: two that probe at once learn nothing of each other.
      case CRUISE -> cruiseEnd = now + CRUISE_NANOS + random.nextLong(CRUISE_NANOS);
      case REFILL -> {
        bandwidthBound = Long.MAX_VALUE;
        flightBound = Long.MAX_VALUE;
      }
      case UP -> {
        lowered = false;
        upGrowth = 1;
        growth = Math.max(payload, flightCeiling == Long.MAX_VALUE ? 0 : flightCeiling / 64);
      }
      default -> {}
    }
    phase = next;
    phaseStartRound = rounds;
  }

  /**
   * Whether this flow has about half of its bottleneck or more: sending a quarter faster brings a
   * share of s only 1.25 / (1 + 0.25 s). If there is a queue while it cruises, others are there
   * too, and it makes room for them.
   */
  private boolean hasLargeShare() {
    return upGrowth < LARGE_SHARE_GROWTH;
  }

  private double pacingGain() {
    return switch (phase) {
      case STARTUP -> STARTUP_GAIN;
      case DRAIN -> DRAIN_GAIN;
      case UP -> UP_GAIN;
      case DOWN -> hasLargeShare() ? DOWN_GAIN : SMALL_DOWN_GAIN;
      case CRUISE -> queued && hasLargeShare() ? YIELDING_GAIN : 1;
      case REFILL, PROBE_RTT -> 1;
    };
  }

  private void setPacingRate(AckSample sample) {
    long estimate = estimate();
    if (estimate == 0) {
      return;
    }
    long rate = Math.max(1, (long) (MARGIN * pacingGain() * estimate));
    if (!full && sample.appLimited) {
      rate = Math.max(rate, leastStartupRate());
    }
    if (full || pacingRate == UNPACED || rate > pacingRate) {
      pacingRate = rate;
    }
  }

  /**
   * An initial window in the shortest round trip: a few small messages at first say nothing of the
   * path (draft-ietf-ccwg-bbr, BBRInitPacingRate).
   */
  private long leastStartupRate() {
    double window = STARTUP_GAIN * NewReno.INITIAL_PACKETS * payload;
    return (long) (window * 1e9 / Math.max(TICK, minRoundTrip));
  }

  private void setWindow(AckSample sample) {
    if (phase == Phase.PROBE_RTT) {
      window = Math.min(window, probeRttWindow());
      return;
    }
    long target = product(WINDOW_GAIN) + Math.min(MOST_WAITING, heldBack(sample) + quantum());
    if (full) {
      window = Math.min(window + sample.bytes, target);
    } else if (window < target) {
      window += sample.bytes;
    }
    window = Math.max(Math.min(window, bound()), (long) MIN_PACKETS * payload);
  }

  private long bound() {
    long bound = flightBound;
    if (phase == Phase.CRUISE) {
      bound = Math.min(bound, withHeadroom());
    } else if (phase.probesBandwidth()) {
      bound = Math.min(bound, flightCeiling);
    }
    return bound;
  }

  private long withHeadroom() {
    return flightCeiling == Long.MAX_VALUE ? flightCeiling : (long) (HEADROOM * flightCeiling);
  }

  private long probeRttWindow() {
    return Math.max(product(0.5), (long) MIN_PACKETS * payload);
  }

  /** What must be in flight so that trains of a timer's tick leave no gaps. */
  private long quantum() {
    long tick = pacingRate == UNPACED ? 0 : (long) (pacingRate * (TICK / 1e9));
    return 3 * Math.max(tick, 2L * payload);
  }

  /**
   * What more must be in flight, because round trips are longer than the shortest for another
   * reason than a queue of this flow: jitter, SACKs that come in bunches, a loop that waits for its
   * processor. Where it is a queue after all, it grows by no more than this.
   */
  private long heldBack(AckSample sample) {
    long delay = Math.clamp(sample.smoothedRoundTrip - minRoundTrip, 0, MOST_DELAY);
    return (long) (WINDOW_GAIN * estimate() * delay / 1e9);
  }

  /** Bytes per second that the path carries; 0 before the first sample. */
  private long estimate() {
    return Math.min(bandwidth.get(), bandwidthBound);
  }

  /** A multiple of what the path holds: bandwidth times shortest round trip. */
  private long product(double gain) {
    long estimate = estimate();
    if (estimate == 0) {
      return (long) NewReno.INITIAL_PACKETS * payload;
    }
    return (long) (gain * estimate * minRoundTrip / 1e9);
  }

  /** Nothing: {@link LossCeiling} counts what is lost. */
  @Override
  public void onLoss(long now, long inFlight) {}

  @Override
  public void onTimeout(long now, long inFlight) {
    // Nothing but the timer's own probes leaves until something arrives. The model stays: with it
    // the rate is found again at once when a path returns. What was lost until then is no sign of
    // a full queue; if there is one, the next round trip shows it.
    windowBeforeTimeout = timedOut ? windowBeforeTimeout : window;
    timedOut = true;
    window = payload;
  }

  @Override
  public void onSpuriousTimeout() {}

  @Override
  public void onPathMtu(int payload) {
    this.payload = payload;
    ceiling.payload(payload);
    window = Math.max(window, (long) MIN_PACKETS * payload);
  }
}
