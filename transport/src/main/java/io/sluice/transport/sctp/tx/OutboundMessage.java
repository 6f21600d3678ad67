package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message on its way out: a view of the caller's bytes, fragmented as it is sent. */
final class OutboundMessage {
  final OutgoingStream stream;
  final int streamId;
  final int ppid;
  final boolean unordered;
  final int length;

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

  OutboundMessage(OutgoingStream stream, SctpMessage message) {
    this.stream = stream;
    streamId = message.streamId();
    ppid = message.ppid();
    unordered = message.unordered();
    payload = message.payload().slice();
    length = payload.remaining();
  }

  void copy(int from, byte[] into, int at, int count) {
    payload.get(from, into, at, count);
  }

  /** Whether its first fragment has left. */
  boolean hasBegun() {
    return fragments > 0;
  }

  /** Whether no more fragments are to come. */
  boolean isFragmented() {
    return fragmented == length;
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
    return keptFragments == 0 && isFragmented();
  }
}
