package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.TsnSet;

/**
 * Enters into {@link InFlight} what a SACK says of each chunk (RFC 9260 section 6.2.1).
 *
 * <p>A peer may take back what it acknowledged, and SACKs that overtake each other look as if it
 * did. But every chunk that is taken back costs work, and two small SACKs in turn could take a
 * whole flight back again and again: so only as many are as a peer has acknowledged for good, twice
 * over. One that has taken back more is believed no gap block until it goes on.
 */
final class SackReader {
  /** To begin with, and never more than this. */
  private static final int MOST_CREDIT = 1 << 16;

  private static final int CREDIT_PER_CHUNK = 2;

  private long credit = MOST_CREDIT / 8;

  /** The SACK was checked against what was sent. */
  void read(Sack sack, InFlight flight, Delivery delivery) {
    long advance = Tsn.distance(flight.first() - 1, sack.cumulativeTsn());
    credit = Math.min(MOST_CREDIT, credit + CREDIT_PER_CHUNK * advance);
    flight.acknowledgeThrough(sack.cumulativeTsn(), delivery);
    if (credit <= 0) {
      return;
    }
    long reneges = flight.reneges();
    readGaps(sack, flight, delivery);
    credit -= flight.reneges() - reneges;
  }

  private static void readGaps(Sack sack, InFlight flight, Delivery delivery) {
    int holeStart = flight.first();
    for (int i = 0; i < sack.gaps(); i++) {
      int start = sack.gapStart(i);
      int end = sack.gapEnd(i);
      renege(flight, holeStart, start);
      acknowledge(flight, start, end, delivery);
      holeStart = end;
    }
  }

  /**
   * What lies between two gap blocks the peer does not have, whatever it said before. What lies
   * behind the last one it may have had no room to name.
   */
  private static void renege(InFlight flight, int from, int end) {
    TsnSet acknowledged = flight.acknowledged;
    for (int t = acknowledged.next(from, end); t != end; t = acknowledged.next(t + 1, end)) {
      flight.renege(t);
    }
  }

  private static void acknowledge(InFlight flight, int from, int end, Delivery delivery) {
    TsnSet acknowledged = flight.acknowledged;
    int t = acknowledged.nextAbsent(from, end);
    while (t != end) {
      flight.acknowledge(t, delivery);
      t = acknowledged.nextAbsent(t + 1, end);
    }
  }
}
