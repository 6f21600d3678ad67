package io.sluice.transport.sctp.tx;

/**
 * Decides how much may be in flight. {@link DataSender} tells it everything that happens; it holds
 * no chunk. All sizes are bytes of user data.
 */
public interface CongestionControl {

  /** DATA may be sent while less than this is in flight. */
  long window();

  /** Bytes left, for the first time or again. */
  void onSent(long now, int bytes, long inFlight);

  /**
   * A SACK acknowledged something new.
   *
   * @param ack what it said; valid during the call only
   */
  void onAcknowledged(long now, Ack ack);

  /** Loss was found and recovery begins; not called again until it has ended. */
  void onLoss(long now, long inFlight);

  /** The retransmission timer expired: everything in flight counts as lost. */
  void onTimeout(long now);

  /** Packets have another size from now on. */
  void onPathMtu(int payload);

  /** What a SACK, or a heartbeat, said. One instance is used again and again. */
  final class Ack {
    /** Bytes that no earlier SACK acknowledged, in sequence or in gap blocks. */
    long bytes;

    /** Bytes in flight when the SACK came. */
    long inFlightBefore;

    /** Whether the cumulative TSN has advanced. */
    boolean advanced;

    /** Whether sending had stopped at the window since the SACK before. */
    boolean windowLimited;

    /** Whether the sender repairs losses: between {@link #onLoss} and the recovery point. */
    boolean inRecovery;

    /**
     * When the newest chunk that it acknowledged, and that was sent once, left; MIN_VALUE if none.
     */
    long sentAt;

    public long bytes() {
      return bytes;
    }

    public long inFlightBefore() {
      return inFlightBefore;
    }

    public boolean advanced() {
      return advanced;
    }

    public boolean windowLimited() {
      return windowLimited;
    }

    public boolean inRecovery() {
      return inRecovery;
    }

    public long sentAt() {
      return sentAt;
    }
  }
}
