package io.sluice.transport.sctp.tx;

import java.util.Arrays;

/**
 * Chunks in flight, in the order in which they left last: a doubly linked list whose links lie in
 * rings at TSN modulo capacity. So the oldest is at hand whatever was sent again in between, which
 * is all that RACK asks for (RFC 8985 section 5.2).
 */
final class SentOrder {
  private int capacity;
  private int[] older;
  private int[] newer;
  private int[] serial;
  private long[] sentAt;

  private int oldest;
  private int newest;
  private int size;
  private int nextSerial;

  SentOrder(int capacity) {
    this.capacity = capacity;
    older = new int[capacity];
    newer = new int[capacity];
    serial = new int[capacity];
    sentAt = new long[capacity];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The TSN that left before all others; there is one. */
  int oldest() {
    return oldest;
  }

  /** The TSN that left after all others; there is one. */
  int newest() {
    return newest;
  }

  /** When the chunk left last; also after it was removed, until its TSN's place is needed. */
  long sentAt(int tsn) {
    return sentAt[index(tsn)];
  }

  /** The number of the chunk's last transmission: serial, to be compared by difference. */
  int serial(int tsn) {
    return serial[index(tsn)];
  }

  /** The chunk leaves now. */
  void append(int tsn, long now) {
    int i = index(tsn);
    sentAt[i] = now;
    serial[i] = nextSerial++;
    if (size++ == 0) {
      oldest = tsn;
    } else {
      older[i] = newest;
      newer[index(newest)] = tsn;
    }
    newest = tsn;
  }

  /** The chunk, which was removed, is in flight again as the oldest. */
  void putBack(int tsn) {
    int i = index(tsn);
    if (size++ == 0) {
      newest = tsn;
    } else {
      newer[i] = oldest;
      older[index(oldest)] = tsn;
    }
    oldest = tsn;
  }

  /** The chunk, which is in the list, is in flight no longer. */
  void remove(int tsn) {
    int i = index(tsn);
    size--;
    if (tsn == oldest) {
      oldest = newer[i];
    } else if (tsn == newest) {
      newest = older[i];
    } else {
      newer[index(older[i])] = newer[i];
      older[index(newer[i])] = older[i];
    }
  }

  private int index(int tsn) {
    return tsn & (capacity - 1);
  }

  void grow() {
    older = twice(older);
    newer = twice(newer);
    serial = twice(serial);
    sentAt = twice(sentAt);
    capacity *= 2;
  }

  /**
   * A ring of twice the size. Each element goes to both of its possible places; the one that no TSN
   * in flight has is never read before it is written.
   */
  static int[] twice(int[] ring) {
    int[] larger = Arrays.copyOf(ring, 2 * ring.length);
    System.arraycopy(ring, 0, larger, ring.length, ring.length);
    return larger;
  }

  static long[] twice(long[] ring) {
    long[] larger = Arrays.copyOf(ring, 2 * ring.length);
    System.arraycopy(ring, 0, larger, ring.length, ring.length);
    return larger;
  }
}
