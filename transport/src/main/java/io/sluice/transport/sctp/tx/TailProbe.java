package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Tsn;

/**
 * Tail loss probe (RFC 8985 section 7): when the last chunks of a flight are lost, nothing arrives
 * that would tell. So after two round trips of silence a chunk goes out whose SACK shows the loss,
 * long before the retransmission timer would.
 */
final class TailProbe {
  private final long peerDelay;
  private long base;
  private boolean outstanding;
  private boolean again;
  private int tsn;
  private int end;
  private long count;

  /**
   * @param peerDelay how long the peer may hold back the SACK of a single packet
   */
  TailProbe(long peerDelay) {
    this.peerDelay = peerDelay;
  }

  /** DATA left, or the cumulative TSN advanced: the silence begins anew. */
  void restart(long now) {
    base = now;
  }

  /**
   * When the probe is due, if nothing else is being repaired.
   *
   * @param payload user bytes of a full packet: if no more than that is in flight, the peer may
   *     hold back its SACK
   */
  long deadline(InFlight flight, int payload, long smoothed) {
    if (outstanding || smoothed == 0 || flight.order.isEmpty() || flight.hasLost()) {
      return Long.MAX_VALUE;
    }
    if (flight.gapCount() > 0) {
      return Long.MAX_VALUE;
    }
    return base + 2 * smoothed + (flight.bytes() <= payload ? peerDelay : 0);
  }

  /** A probe goes out: {@code tsn} again, or a new chunk if {@code again} is false. */
  void begin(int tsn, boolean again, int next) {
    outstanding = true;
    this.tsn = tsn;
    this.again = again;
    end = next;
    count++;
  }

  /** The timer has taken over. */
  void cancel() {
    outstanding = false;
  }

  /**
   * A SACK came (section 7.4).
   *
   * @param duplicated whether it reports a chunk that the peer has twice
   * @return whether it shows that the probe has repaired a loss, which nothing else would report
   */
  boolean hasRepaired(InFlight flight, boolean duplicated, boolean originalArrived) {
    if (!outstanding || !(Tsn.after(flight.first(), tsn) || flight.acknowledged.contains(tsn))) {
      return false;
    }
    if (!again) {
      outstanding = Tsn.before(flight.first(), end);
      return false;
    }
    outstanding = false;
    return !duplicated && !originalArrived;
  }

  /** Probes so far. */
  long count() {
    return count;
  }
}
