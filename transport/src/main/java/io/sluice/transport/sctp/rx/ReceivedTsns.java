package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.TsnSet;
import io.sluice.transport.sctp.packet.Wire;

/** Which TSNs have arrived, and what a SACK says about them (RFC 9260 section 6.2). */
final class ReceivedTsns {
  private static final int CAPACITY = 1 << 16;

  /** How far beyond the cumulative TSN a chunk may lie: a gap block counts it with 16 bits. */
  static final int MAX_AHEAD = CAPACITY - 128;

  /** More duplicates than this say nothing new to a sender. */
  private static final int MAX_DUPLICATES = 20;

  private final TsnSet beyond = new TsnSet(CAPACITY);
  private final int[] duplicates = new int[MAX_DUPLICATES];
  private int duplicateCount;
  private int cumulative;
  private int highest;

  ReceivedTsns(int peerInitialTsn) {
    cumulative = peerInitialTsn - 1;
    highest = cumulative;
  }

  /** The last TSN before which, and with which, all have arrived. */
  int cumulative() {
    return cumulative;
  }

  boolean hasGap() {
    return highest != cumulative;
  }

  boolean isTooFarAhead(int tsn) {
    return Tsn.distance(cumulative, tsn) > MAX_AHEAD;
  }

  boolean contains(int tsn) {
    if (!Tsn.after(tsn, cumulative)) {
      return true;
    }
    return !Tsn.after(tsn, highest) && beyond.contains(tsn);
  }

  /** Notes a TSN that is new and not too far ahead. */
  void add(int tsn) {
    if (tsn == cumulative + 1 && highest == cumulative) {
      cumulative = tsn;
      highest = tsn;
      return;
    }
    beyond.add(tsn);
    highest = Tsn.latest(highest, tsn);
    if (tsn == cumulative + 1) {
      int absent = beyond.nextAbsent(tsn, highest + 1);
      beyond.removeRange(tsn, absent);
      cumulative = absent - 1;
    }
  }

  /** The highest TSN that has arrived. */
  int highest() {
    return highest;
  }

  /** The first TSN of the range, which begins after the cumulative one, that has arrived. */
  int next(int from, int end) {
    return Tsn.before(from, end) ? beyond.next(from, end) : end;
  }

  /** All up to {@code tsn}, which lies after the cumulative one, count as arrived (RFC 3758). */
  void forwardTo(int tsn) {
    if (Tsn.after(tsn, highest)) {
      beyond.removeRange(cumulative + 1, highest + 1);
      cumulative = tsn;
      highest = tsn;
    } else {
      int absent = beyond.nextAbsent(tsn + 1, highest + 1);
      beyond.removeRange(cumulative + 1, absent);
      cumulative = absent - 1;
    }
  }

  void addDuplicate(int tsn) {
    if (duplicateCount < MAX_DUPLICATES) {
      duplicates[duplicateCount++] = tsn;
    }
  }

  /**
   * Writes a SACK and forgets the duplicates it reported. What does not fit is left out: duplicates
   * first, then the highest gap blocks.
   *
   * @return the offset after it, or {@code at} when not even the smallest fits
   */
  int writeSack(byte[] into, int at, int limit, long window) {
    int room = (limit - at - Sack.HEADER) >> 2;
    if (room < 0) {
      return at;
    }
    int next = at + Sack.HEADER;
    int gaps = 0;
    int end = highest + 1;
    int start = beyond.next(cumulative + 1, end);
    while (start != end && gaps < room) {
      int absent = beyond.nextAbsent(start, end);
      Wire.put16(into, next, Tsn.distance(cumulative, start));
      Wire.put16(into, next + 2, Tsn.distance(cumulative, absent) - 1);
      next += 4;
      gaps++;
      start = beyond.next(absent, end);
    }
    int reported = Math.min(duplicateCount, room - gaps);
    for (int i = 0; i < reported; i++) {
      Wire.put32(into, next, duplicates[i]);
      next += 4;
    }
    duplicateCount = 0;
    Sack.writeHeader(into, at, cumulative, window, gaps, reported);
    return next;
  }
}
