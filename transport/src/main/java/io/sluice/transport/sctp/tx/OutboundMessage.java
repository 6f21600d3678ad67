package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message on its way out: a view of the caller's bytes, fragmented as it is sent. */
final class OutboundMessage extends IndexedHeap.Element {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** A lifetime beyond this, some 70 years, is none. */
  private static final long LONGEST_LIFETIME = 1L << 61;

  final OutgoingStream stream;
  final int streamId;
  final int ppid;
  final boolean unordered;
  final int length;

  /** How often each of its fragments may be sent again. */
  final int retransmissions;

  /** Whether there is a time from which nothing of it is sent. */
  final boolean expires;

  /** That time, if it {@link #expires}. */
  final long expiresAt;

  /** Whether nothing of it is sent any longer (RFC 3758 section 3.5). */
  boolean abandoned;

  /** How often its stream had been reset when it was given its numbers. */
  int resets;

  /** Its place in the order of its stream with DATA, once its first fragment has left. */
  int ssn;

  /** Its place among the ordered, or the unordered, messages of its stream with I-DATA. */
  int mid;

  /** How many bytes have been put into fragments. */
  int fragmented;

  /** Its neighbours on the stream while it waits. */
  @Nullable OutboundMessage previous;

  @Nullable OutboundMessage next;

  private final ByteBuffer payload;
  private int fragments;
  private int keptFragments;

  /**
   * @param reliability of the message, or better if the peer knows of nothing less
   */
  OutboundMessage(OutgoingStream stream, SctpMessage message, Reliability reliability, long now) {
    this.stream = stream;
    streamId = message.streamId();
    ppid = message.ppid();
    unordered = message.unordered();
    payload = message.payload().slice();
    length = payload.remaining();
    retransmissions =
        reliability instanceof Reliability.LimitedRetransmissions(int most) ? most : UNLIMITED;
    long lifetime =
        reliability instanceof Reliability.LimitedLifetime(long nanos) ? nanos : Long.MAX_VALUE;
    expires = lifetime <= LONGEST_LIFETIME;
    expiresAt = expires ? now + lifetime : 0;
  }

  /** Whether it may be abandoned. */
  boolean isLimited() {
    return expires || retransmissions != UNLIMITED;
  }

  boolean hasExpired(long now) {
    return expires && now - expiresAt >= 0;
  }

  void copy(int from, byte[] into, int at, int count) {
    payload.get(from, into, at, count);
  }

  /** Whether its first fragment has left. */
  boolean hasBegun() {
    return fragments > 0;
  }

  /** Whether all of it has been put into fragments. */
  boolean isFragmented() {
    return fragmented == length;
  }

  /** Whether no more fragments are to come. */
  boolean isOver() {
    return isFragmented() || abandoned;
  }

  /** Cuts a fragment off; returns its number, the FSN of RFC 8260. */
  int cut(int bytes) {
    fragmented += bytes;
    keptFragments++;
    return fragments++;
  }

  /**
   * A fragment need not be kept any longer.
   *
   * @return whether nothing is kept of the message now
   */
  boolean release() {
    keptFragments--;
    return keptFragments == 0 && isOver();
  }
}
