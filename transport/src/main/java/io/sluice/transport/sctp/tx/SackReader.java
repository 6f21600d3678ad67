package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.TsnSet;

/** Enters into {@link InFlight} what a SACK says of each chunk (RFC 9260 section 6.2.1). */
final class SackReader {
  private SackReader() {}

  /** The SACK was checked against what was sent. */
  static void read(Sack sack, InFlight flight, Delivery delivery) {
    flight.acknowledgeThrough(sack.cumulativeTsn(), delivery);
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
