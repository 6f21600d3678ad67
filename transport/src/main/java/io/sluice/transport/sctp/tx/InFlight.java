package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.TsnSet;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that were sent and that the peer has not acknowledged in sequence: from {@link #first} to
 * before {@link #next}. A chunk is in flight, or acknowledged by a gap block, or taken for lost;
 * its properties lie in parallel arrays at TSN modulo capacity, so that a chunk costs no object.
 */
final class InFlight {
  /** Half the stream sequence numbers: more on one stream could not be told apart by the peer. */
  static final int MAX_CHUNKS = (1 << 15) - 128;

  /** Mark of a chunk that was sent more than once. */
  private static final byte AGAIN = 1;

  /**
   * Mark of a chunk that was acknowledged once: a peer that takes that back and says it again has
   * not received more by that.
   */
  private static final byte COUNTED = 2;

  /** Acknowledged by a gap block. */
  final TsnSet acknowledged = new TsnSet(256);

  /** Those that are in flight, by when they left. */
  final SentOrder order = new SentOrder(256);

  final DeliveryRate rate = new DeliveryRate(256);

  /** To be sent again. */
  private final TsnSet lost = new TsnSet(256);

  private final SendQueue queue;
  private int capacity = 256;
  private @Nullable OutboundMessage[] messages = new @Nullable OutboundMessage[capacity];
  private int[] offsets = new int[capacity];
  private int[] lengths = new int[capacity];
  private byte[] marks = new byte[capacity];

  private int first;
  private int next;
  private int gapCount;
  private int lostCount;
  private int firstLost;
  private long bytes;

  /**
   * @param queue hears of what need not be kept any longer
   */
  InFlight(int initialTsn, SendQueue queue) {
    this.queue = queue;
    first = initialTsn;
    next = initialTsn;
  }

  /** The TSN after the cumulative one. */
  int first() {
    return first;
  }

  /** The TSN that is given next. */
  int next() {
    return next;
  }

  /** User bytes in flight. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return first == next;
  }

  boolean isFull() {
    return next - first >= MAX_CHUNKS;
  }

  /** How many chunks are acknowledged by gap blocks. */
  int gapCount() {
    return gapCount;
  }

  /** A new chunk is sent. */
  void add(OutboundMessage message, int offset, int length, long now) {
    if (next - first >= acknowledged.span()) {
      grow();
    }
    int i = index(next);
    messages[i] = message;
    offsets[i] = offset;
    lengths[i] = length;
    marks[i] = 0;
    send(next++, length, now);
  }

  /** A lost chunk is sent again. */
  void addAgain(int tsn, long now) {
    int i = index(tsn);
    find(tsn);
    marks[i] |= AGAIN;
    send(tsn, lengths[i], now);
  }

  private void send(int tsn, int length, long now) {
    rate.onSent(tsn, length, bytes, now);
    order.append(tsn, now);
    bytes += length;
  }

  /**
   * The peer has everything to {@code cumulative}, which is neither before the last such call nor
   * was never sent.
   */
  void acknowledgeThrough(int cumulative, Delivery delivery) {
    delivery.advanced |= cumulative + 1 != first;
    while (first != cumulative + 1) {
      int i = index(first);
      if (gapCount > 0 && acknowledged.contains(first)) {
        acknowledged.remove(first);
        gapCount--;
      } else {
        deliver(first, delivery);
      }
      queue.release(message(i), lengths[i]);
      messages[i] = null;
      first++;
    }
  }

  /** A gap block has acknowledged the chunk. */
  void acknowledge(int tsn, Delivery delivery) {
    deliver(tsn, delivery);
    acknowledged.add(tsn);
    gapCount++;
  }

  private void deliver(int tsn, Delivery delivery) {
    int i = index(tsn);
    boolean waited = lostCount > 0 && lost.contains(tsn);
    if (waited) {
      find(tsn);
    } else {
      bytes -= lengths[i];
      order.remove(tsn);
    }
    if ((marks[i] & COUNTED) == 0) {
      marks[i] |= COUNTED;
      boolean again = (marks[i] & AGAIN) != 0;
      delivery.add(tsn, lengths[i], order.serial(tsn), order.sentAt(tsn), again, waited);
    }
  }

  /** The peer no longer has what it acknowledged with a gap block (RFC 9260 section 6.2.1). */
  void renege(int tsn) {
    acknowledged.remove(tsn);
    gapCount--;
    order.putBack(tsn);
    bytes += lengths[index(tsn)];
  }

  /** Forgets all gap blocks. */
  void renegeAll() {
    for (int t = acknowledged.next(first, next); t != next; t = acknowledged.next(t + 1, next)) {
      renege(t);
    }
  }

  /** A chunk that is in flight is lost; returns its bytes. */
  int lose(int tsn) {
    int length = lengths[index(tsn)];
    order.remove(tsn);
    bytes -= length;
    lost.add(tsn);
    if (lostCount++ == 0 || Tsn.before(tsn, firstLost)) {
      firstLost = tsn;
    }
    return length;
  }

  /** All that is in flight is lost. */
  void loseAll() {
    while (!order.isEmpty()) {
      lose(order.oldest());
    }
  }

  boolean isInFlight(int tsn) {
    return !lost.contains(tsn) && !acknowledged.contains(tsn);
  }

  boolean hasLost() {
    return lostCount > 0;
  }

  /** The lowest TSN that is to be sent again; there is one. */
  int firstLost() {
    return firstLost;
  }

  /** A lost chunk is lost no longer. */
  private void find(int tsn) {
    lost.remove(tsn);
    if (--lostCount > 0 && tsn == firstLost) {
      firstLost = lost.next(tsn + 1, next);
    }
  }

  int length(int tsn) {
    return lengths[index(tsn)];
  }

  /** Writes the DATA chunk of a TSN; returns the offset after it. */
  int write(int tsn, byte[] into, int at) {
    int i = index(tsn);
    OutboundMessage message = message(i);
    int offset = offsets[i];
    int length = lengths[i];
    int flags = message.unordered ? Data.UNORDERED : 0;
    if (offset == 0) {
      flags |= Data.BEGIN;
    }
    if (offset + length == message.length) {
      flags |= Data.END;
    }
    Data.writeHeader(into, at, flags, length, tsn, message.streamId, message.ssn, message.ppid);
    message.copy(offset, into, at + Data.HEADER, length);
    return Data.pad(into, at, length);
  }

  private OutboundMessage message(int i) {
    OutboundMessage message = messages[i];
    if (message == null) {
      throw new IllegalStateException("no chunk at " + i);
    }
    return message;
  }

  private int index(int tsn) {
    return tsn & (capacity - 1);
  }

  private void grow() {
    int larger = 2 * capacity;
    acknowledged.grow(first, next);
    lost.grow(first, next);
    messages = spread(messages, new @Nullable OutboundMessage[larger]);
    offsets = spread(offsets, new int[larger]);
    lengths = spread(lengths, new int[larger]);
    marks = spread(marks, new byte[larger]);
    order.grow();
    rate.grow();
    capacity = larger;
  }

  /**
   * Copies a ring into one of twice its size. Each element goes to both of its possible places; the
   * one that no TSN between first and next has is never read before it is written.
   */
  private <A> A spread(A ring, A larger) {
    System.arraycopy(ring, 0, larger, 0, capacity);
    System.arraycopy(ring, 0, larger, capacity, capacity);
    return larger;
  }
}
