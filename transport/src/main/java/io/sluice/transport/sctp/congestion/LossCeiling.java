package io.sluice.transport.sctp.congestion;

/**
 * How much loss says that more is in flight than the path can hold: noticeably more than the path
 * loses anyway. What it loses anyway is learned from rounds in which a packet met no queue, so that
 * radio noise does not pass for congestion, nor a full queue for noise.
 */
final class LossCeiling {
  /** A round trip this much above the shortest, and a sixteenth more, met no queue. */
  private static final long NO_QUEUE = 500_000;

  /** Congestion loses this much more than noise. */
  private static final double TOLERANCE = 0.02;

  private static final int FEW = 3;

  /** The same while little is known, of the path and of its noise. */
  private static final double STARTUP_TOLERANCE = 0.1;

  private static final int STARTUP_FEW = 8;

  /** Beyond this it is congestion, whatever a path has been like. */
  private static final double MOST_NOISE = 0.15;

  /** Rounds of fewer packets say too little. */
  private static final int ENOUGH = 30;

  private int payload;
  private double noise = 0.01;
  private double deviation = 0.01;

  private long delivered;
  private long lost;
  private long shortest = Long.MAX_VALUE;

  LossCeiling(int payload) {
    this.payload = payload;
  }

  void payload(int payload) {
    this.payload = payload;
  }

  void count(AckSample sample) {
    delivered += sample.bytes;
    lost += sample.lost;
    if (sample.roundTrip > 0) {
      shortest = Math.min(shortest, sample.roundTrip);
    }
  }

  /** The round is over, and the next begins. */
  void endRound(AckSample sample) {
    double sent = packets(delivered + lost);
    if (sent >= ENOUGH && !metQueue(sample)) {
      double rate = Math.min(MOST_NOISE, packets(lost) / sent);
      deviation += (Math.abs(rate - noise) - deviation) / 8;
      noise += (rate - noise) / 8;
    }
    delivered = 0;
    lost = 0;
    shortest = Long.MAX_VALUE;
  }

  /** Whether every packet of this round so far has met a queue. */
  boolean metQueue(AckSample sample) {
    return shortest > sample.minRoundTrip + sample.minRoundTrip / 16 + NO_QUEUE;
  }

  /** Whether this round has lost more than noise explains. */
  boolean isReached() {
    return isReached(FEW, TOLERANCE);
  }

  /** The same for the first rounds of all. */
  boolean isReachedInStartup() {
    return isReached(STARTUP_FEW, STARTUP_TOLERANCE);
  }

  private boolean isReached(int few, double tolerance) {
    double sent = packets(delivered + lost);
    double chance = Math.sqrt(noise * (1 - noise) / Math.max(1, sent));
    double limit = noise + tolerance + 2.5 * Math.max(chance, deviation);
    return packets(lost) >= few && packets(lost) > sent * limit;
  }

  private double packets(long bytes) {
    return (double) bytes / payload;
  }
}
