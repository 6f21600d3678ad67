package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.TsnSet;

/**
 * Reads the gap blocks of a SACK: what has arrived out of order, and what must be lost because
 * later chunks have (RFC 9260 section 7.2.4).
 *
 * <p>The RFC counts SACKs: a chunk is lost when three have reported it missing. That supposes a
 * SACK for every packet while there is a gap. A SACK that covers a batch counts as many times as it
 * acknowledges chunks after the missing one.
 */
final class LossDetection {
  static final int REPORTS = 3;

  private int[] fresh = new int[16];

  /**
   * Applies the gap blocks of {@code sack} to {@code flight}; its cumulative TSN already was.
   *
   * @param counts whether chunks count as missing even if no chunk after them is newly
   *     acknowledged: in fast recovery, when the cumulative TSN has advanced
   * @return whether a chunk was found to be lost
   */
  boolean inspect(Sack sack, InFlight flight, CongestionControl.Ack ack, boolean counts) {
    int gaps = sack.gaps();
    if (gaps == 0) {
      return false;
    }
    if (fresh.length < gaps) {
      fresh = new int[2 * gaps];
    }
    int holeStart = flight.first();
    int newest = flight.first() - 1;
    for (int i = 0; i < gaps; i++) {
      int start = sack.gapStart(i);
      int end = sack.gapEnd(i);
      renege(flight, holeStart, start);
      fresh[i] = acknowledge(flight, start, end, ack);
      if (fresh[i] > 0) {
        newest = end - 1;
      }
      holeStart = end;
    }
    return reportHoles(sack, flight, newest, counts ? 1 : 0);
  }

  private static void renege(InFlight flight, int from, int end) {
    TsnSet acknowledged = flight.acknowledged;
    for (int t = acknowledged.next(from, end); t != end; t = acknowledged.next(t + 1, end)) {
      flight.renege(t);
    }
  }

  private static int acknowledge(InFlight flight, int from, int end, CongestionControl.Ack ack) {
    TsnSet acknowledged = flight.acknowledged;
    int count = 0;
    int t = acknowledged.nextAbsent(from, end);
    while (t != end) {
      flight.acknowledge(t, ack);
      count++;
      t = acknowledged.nextAbsent(t + 1, end);
    }
    return count;
  }

  /** From the last hole to the first, counting what was newly acknowledged after each. */
  private boolean reportHoles(Sack sack, InFlight flight, int newest, int atLeast) {
    boolean found = false;
    int after = 0;
    for (int i = sack.gaps() - 1; i >= 0; i--) {
      after = Math.min(REPORTS, after + fresh[i]);
      int weight = Math.max(after, atLeast);
      if (weight > 0) {
        int holeStart = i == 0 ? flight.first() : sack.gapEnd(i - 1);
        for (int tsn = holeStart; tsn != sack.gapStart(i); tsn++) {
          found |= flight.reportMissing(tsn, weight, newest);
        }
      }
    }
    return found;
  }
}
