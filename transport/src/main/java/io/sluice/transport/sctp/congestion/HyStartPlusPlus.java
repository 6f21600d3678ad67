package io.sluice.transport.sctp.congestion;

/**
 * The end of the first slow start, told by round trips that grow (RFC 9406), so that it ends with a
 * short queue and not with a window of loss. Growth slows down first; if round trips fall back, it
 * was jitter, and slow start goes on.
 */
final class HyStartPlusPlus {
  private static final long MIN_THRESHOLD = 4_000_000;
  private static final long MAX_THRESHOLD = 16_000_000;
  private static final int MIN_DIVISOR = 8;
  private static final int SAMPLES = 8;
  private static final int SLOWER = 4;
  private static final int SLOWER_ROUNDS = 5;

  private long lastRoundMin = Long.MAX_VALUE;
  private long thisRoundMin = Long.MAX_VALUE;
  private int samples;
  private boolean conservative;
  private long conservativeBase;
  private int conservativeRounds;
  private boolean over;

  /** By how many bytes the window grows. Packets are paced, so there is no limit L for a SACK. */
  long growth(AckSample sample) {
    if (over) {
      return sample.bytes;
    }
    if (sample.roundStart) {
      beginRound();
    }
    if (sample.roundTrip > 0) {
      thisRoundMin = Math.min(thisRoundMin, sample.roundTrip);
      samples++;
      judge();
    }
    return conservative ? sample.bytes / SLOWER : sample.bytes;
  }

  private void beginRound() {
    lastRoundMin = thisRoundMin;
    thisRoundMin = Long.MAX_VALUE;
    samples = 0;
    if (conservative && ++conservativeRounds >= SLOWER_ROUNDS) {
      end();
    }
  }

  private void judge() {
    if (samples < SAMPLES || lastRoundMin == Long.MAX_VALUE) {
      return;
    }
    if (conservative) {
      conservative = thisRoundMin >= conservativeBase;
      return;
    }
    long threshold = Math.clamp(lastRoundMin / MIN_DIVISOR, MIN_THRESHOLD, MAX_THRESHOLD);
    if (thisRoundMin >= lastRoundMin + threshold) {
      conservative = true;
      conservativeBase = thisRoundMin;
      conservativeRounds = 0;
    }
  }

  /** Congestion was found: slow start is over for good, later ones have a threshold. */
  void end() {
    over = true;
    conservative = false;
  }

  boolean isOver() {
    return over;
  }
}
