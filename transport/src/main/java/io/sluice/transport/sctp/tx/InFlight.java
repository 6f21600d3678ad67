package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.TsnSet;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that were sent and that the peer has not acknowledged in sequence: from {@link #first} to
 * before {@link #next}. A chunk is in flight, or acknowledged by a gap block, or taken for lost, or
 * given up; its properties lie in parallel arrays at TSN modulo capacity, so that a chunk costs no
 * object.
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

  /** Mark of a lost chunk that is not sent again. */
  private static final byte GIVEN_UP = 4;

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
  private int[] numbers = new int[capacity];
  private char[] repeats = new char[capacity];
  private byte[] marks = new byte[capacity];

  private final ChunkFormat format;
  private int first;
  private int next;
  private int gapCount;
  private int lostCount;
  private int firstLost;
  private long bytes;
  private long reneges;

  /**
   * @param queue hears of what need not be kept any longer
   */
  InFlight(int initialTsn, SendQueue queue, ChunkFormat format) {
    this.queue = queue;
    this.format = format;
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

  /**
   * A new chunk is sent.
   *
   * @param number of the fragment within its message
   */
  void add(OutboundMessage message, int offset, int length, int number, long now) {
    put(message, offset, length, number);
    send(next++, length, now);
  }

  private void put(OutboundMessage message, int offset, int length, int number) {
    if (next - first >= acknowledged.span()) {
      grow();
    }
    int i = index(next);
    messages[i] = message;
    offsets[i] = offset;
    lengths[i] = length;
    numbers[i] = number;
    repeats[i] = 0;
    marks[i] = 0;
  }

  /** Takes a TSN for what will not be sent of a message. */
  void addGivenUp(OutboundMessage message) {
    put(message, message.fragmented, 0, message.cut(0));
    marks[index(next++)] = GIVEN_UP | COUNTED;
  }

  /** A lost chunk is not sent again. */
  void giveUp(int tsn) {
    find(tsn);
    marks[index(tsn)] |= GIVEN_UP;
  }

  /** A lost chunk is sent again. */
  void addAgain(int tsn, long now) {
    int i = index(tsn);
    find(tsn);
    marks[i] |= AGAIN;
    repeats[i]++;
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
      } else if (message(first).abandoned) {
        leave(first);
      } else {
        deliver(first, delivery);
      }
      queue.release(message(first), lengths[i]);
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
    boolean waited = !leave(tsn);
    if ((marks[i] & COUNTED) == 0) {
      marks[i] |= COUNTED;
      boolean again = (marks[i] & AGAIN) != 0;
      delivery.add(tsn, lengths[i], order.serial(tsn), order.sentAt(tsn), again, waited);
    }
  }

  /** A chunk is waited for no longer; returns whether it was in flight. */
  private boolean leave(int tsn) {
    int i = index(tsn);
    if ((marks[i] & GIVEN_UP) != 0) {
      return false;
    }
    if (lostCount > 0 && lost.contains(tsn)) {
      find(tsn);
      return false;
    }
    bytes -= lengths[i];
    order.remove(tsn);
    return true;
  }

  /** The peer no longer has what it acknowledged with a gap block (RFC 9260 section 6.2.1). */
  void renege(int tsn) {
    acknowledged.remove(tsn);
    gapCount--;
    reneges++;
    if ((marks[index(tsn)] & GIVEN_UP) == 0) {
      order.putBack(tsn);
      bytes += lengths[index(tsn)];
    }
  }

  /** How many gap blocks, chunk by chunk, the peer has taken back. */
  long reneges() {
    return reneges;
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
    return !lost.contains(tsn)
        && !acknowledged.contains(tsn)
        && (marks[index(tsn)] & GIVEN_UP) == 0;
  }

  /** The lowest TSN that is in flight; {@link #next} if there is none. */
  int firstInFlight() {
    int tsn = first;
    while (tsn != next && !isInFlight(tsn)) {
      tsn++;
    }
    return tsn;
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

  /** How often the chunk was sent again. */
  int repeats(int tsn) {
    return repeats[index(tsn)];
  }

  /** Whether the chunk is the last of its message. */
  boolean ends(int tsn) {
    int i = index(tsn);
    return offsets[i] + lengths[i] == message(tsn).length;
  }

  /** The message that the chunk is of. */
  OutboundMessage message(int tsn) {
    OutboundMessage message = messages[index(tsn)];
    if (message == null) {
      throw new IllegalStateException("no chunk " + tsn);
    }
    return message;
  }

  /** Writes the chunk of a TSN; returns the offset after it. */
  int write(int tsn, byte[] into, int at) {
    int i = index(tsn);
    return format.write(message(tsn), tsn, offsets[i], lengths[i], numbers[i], into, at);
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
    numbers = spread(numbers, new int[larger]);
    repeats = spread(repeats, new char[larger]);
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
