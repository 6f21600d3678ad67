package io.sluice.transport.sctp.congestion;

import io.sluice.transport.sctp.api.CongestionAlgorithm;
import java.util.random.RandomGenerator;

/**
 * Decides how much may be in flight, and how fast it leaves. The sender tells it everything that
 * happens; it holds no chunk. All sizes are bytes of user data, all times nanoseconds.
 */
public interface CongestionControl {
  /** A pacing rate that holds nothing back. */
  long UNPACED = Long.MAX_VALUE;

  /**
   * A controller at the beginning of an association.
   *
   * @param payload user bytes of a full packet
   * @param random need not be unpredictable: it keeps flows from doing the same at the same time
   */
  static CongestionControl of(CongestionAlgorithm algorithm, int payload, RandomGenerator random) {
    return switch (algorithm) {
      case NEW_RENO -> new NewReno(payload);
      case CUBIC -> new Cubic(payload);
      case BBR -> new Bbr(payload, random);
    };
  }

  /** DATA may be sent while less than this is in flight. */
  long window();

  /** Bytes per second at which DATA leaves, more than 0; or {@link #UNPACED}. */
  long pacingRate();

  /** Bytes left, for the first time or again. */
  default void onSent(long now, int bytes, long inFlight) {}

  /**
   * A SACK acknowledged something new.
   *
   * @param sample what it said; valid during the call only
   */
  void onAcknowledged(AckSample sample);

  /**
   * Loss was found and recovery begins; not called again until it has ended.
   *
   * @param inFlight with what was lost
   */
  void onLoss(long now, long inFlight);

  /** The retransmission timer expired. */
  void onTimeout(long now, long inFlight);

  /** What was in flight at the last timeout has arrived after all: it said nothing about loss. */
  void onSpuriousTimeout();

  /** Packets have another size from now on. */
  void onPathMtu(int payload);
}
