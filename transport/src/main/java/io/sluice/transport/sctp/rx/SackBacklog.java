package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Sack;

/**
 * SACKs that fell due while a batch of packets was taken in, each as things were then: a peer that
 * counts SACKs, to grow or to find losses, wants one for every second packet (RFC 9260 section
 * 6.2), however its packets have arrived.
 */
final class SackBacklog {
  /** More than this of one batch say nothing that the last one does not. */
  private static final int MOST = 16;

  /** Room for gap blocks and duplicates of a SACK. */
  private static final int REPORTS = 40;

  private final byte[][] sacks = new byte[MOST][Sack.HEADER + 4 * REPORTS];
  private final int[] lengths = new int[MOST];
  private int first;
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  /** Notes what a SACK would say now; false when there is no room. */
  boolean add(ReceivedTsns received, long window) {
    if (count == MOST) {
      return false;
    }
    int slot = (first + count) % MOST;
    lengths[slot] = received.writeSack(sacks[slot], 0, sacks[slot].length, window);
    count++;
    return true;
  }

  /**
   * Writes the oldest one and forgets it.
   *
   * @return the offset after it, or {@code at} when it does not fit
   */
  int write(byte[] into, int at, int limit) {
    int length = lengths[first];
    if (limit - at < length) {
      return at;
    }
    System.arraycopy(sacks[first], 0, into, at, length);
    first = (first + 1) % MOST;
    count--;
    return at + length;
  }
}
