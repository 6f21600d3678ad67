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

  /** Acknowledged by a gap block. */
  final TsnSet acknowledged = new TsnSet(256);

  /** To be sent again. */
  private final TsnSet lost = new TsnSet(256);

  private int capacity = 256;
  private @Nullable OutboundMessage[] messages = new @Nullable OutboundMessage[capacity];
  private int[] offsets = new int[capacity];
  private int[] lengths = new int[capacity];
  private long[] sentAt = new long[capacity];
  private int[] nextWhenSent = new int[capacity];
  private byte[] reports = new byte[capacity];
  private boolean[] resent = new boolean[capacity];

  private int first;
  private int next;
  private int lostCount;
  private long bytes;

  InFlight(int initialTsn) {
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

  /** A new chunk is sent. */
  void add(OutboundMessage message, int offset, int length, long now) {
    if (next - first >= acknowledged.span()) {
      grow();
    }
    int i = index(next);
    messages[i] = message;
    offsets[i] = offset;
    lengths[i] = length;
    reports[i] = 0;
    resent[i] = false;
    bytes += length;
    next++;
    noteSent(i, now);
  }

  /** A lost chunk is sent again. */
  void addAgain(int tsn, long now) {
    int i = index(tsn);
    lost.remove(tsn);
    lostCount--;
    bytes += lengths[i];
    reports[i] = 0;
    resent[i] = true;
    noteSent(i, now);
  }

  private void noteSent(int i, long now) {
    sentAt[i] = now;
    nextWhenSent[i] = next;
  }

  /**
   * The peer has everything to {@code cumulative}, which is neither before the last such call nor
   * was never sent.
   */
  void acknowledgeThrough(int cumulative, CongestionControl.Ack ack, SendQueue queue) {
    ack.advanced |= cumulative + 1 != first;
    while (first != cumulative + 1) {
      int i = index(first);
      if (acknowledged.contains(first)) {
        acknowledged.remove(first);
      } else {
        count(first, i, ack);
      }
      queue.release(message(i), lengths[i]);
      messages[i] = null;
      first++;
    }
  }

  /** A gap block has acknowledged the chunk. */
  void acknowledge(int tsn, CongestionControl.Ack ack) {
    count(tsn, index(tsn), ack);
    acknowledged.add(tsn);
  }

  private void count(int tsn, int i, CongestionControl.Ack ack) {
    ack.bytes += lengths[i];
    boolean waited = lostCount > 0 && lost.contains(tsn);
    if (waited) {
      lost.remove(tsn);
      lostCount--;
    } else {
      bytes -= lengths[i];
    }
    // Karn's rule: nobody knows which copy of a chunk sent twice has arrived. And one that was
    // taken
    // for lost has waited for a SACK that was lost.
    if (!resent[i] && !waited) {
      ack.sentAt = Math.max(ack.sentAt, sentAt[i]);
    }
  }

  /** The peer no longer has what it acknowledged with a gap block (RFC 9260 section 6.2.1). */
  void renege(int tsn) {
    acknowledged.remove(tsn);
    reports[index(tsn)] = 0;
    bytes += lengths[index(tsn)];
  }

  /**
   * A SACK has reported the chunk missing, in the light of {@code newlyAcknowledged} TSNs after it.
   *
   * @param newest the highest of them
   * @return whether that makes it lost
   */
  boolean reportMissing(int tsn, int newlyAcknowledged, int newest) {
    if (lostCount > 0 && lost.contains(tsn)) {
      return false;
    }
    int i = index(tsn);
    int weight = newlyAcknowledged;
    if (resent[i]) {
      // Only what was sent after the retransmission says anything about the retransmission.
      weight = Tsn.before(newest, nextWhenSent[i]) ? 0 : 1;
    }
    int sum = Math.min(LossDetection.REPORTS, reports[i] + weight);
    reports[i] = (byte) sum;
    if (sum < LossDetection.REPORTS) {
      return false;
    }
    lost.add(tsn);
    lostCount++;
    bytes -= lengths[i];
    return true;
  }

  /** The timer has expired: all that is in flight is lost. */
  void loseAll() {
    lostCount += lost.addRangeWithout(first, next, acknowledged);
    bytes = 0;
  }

  /** Forgets all gap blocks. To be followed by {@link #loseAll}. */
  void renegeAll() {
    acknowledged.removeRange(first, next);
  }

  boolean hasLost() {
    return lostCount > 0;
  }

  /** The lowest TSN that is to be sent again; there is one. */
  int firstLost() {
    return lost.next(first, next);
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
    sentAt = spread(sentAt, new long[larger]);
    nextWhenSent = spread(nextWhenSent, new int[larger]);
    reports = spread(reports, new byte[larger]);
    resent = spread(resent, new boolean[larger]);
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
