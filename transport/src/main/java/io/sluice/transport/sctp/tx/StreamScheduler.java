package io.sluice.transport.sctp.tx;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the streams on which something waits: weighted fair queueing, <a
 * href="https://www.rfc-editor.org/rfc/rfc8260#section-3.6">RFC 8260 section 3.6</a>. Each stream
 * has a virtual time that every byte it sends takes forward by the inverse of its weight, and the
 * one that is farthest behind is next. A stream on which something begins to wait joins at the time
 * of the one that was served last: it is owed nothing for its silence. Of streams at one time the
 * one that waits longest is next, so equal streams take turns.
 *
 * <p>With DATA the fragments of a message need consecutive TSNs (RFC 9260 section 6.9): a message
 * that was begun is sent to its end. With I-DATA turns change at every fragment, so that even a
 * long message delays no other.
 */
final class StreamScheduler {
  /** Virtual time for each byte of a stream of weight 1. */
  private static final long SCALE = 1 << 16;

  private final boolean interleaving;
  private final IndexedHeap<OutgoingStream> turns = new IndexedHeap<>();
  private @Nullable OutgoingStream begun;
  private long virtualTime;

  /**
   * @param interleaving whether messages are sent as I-DATA
   */
  StreamScheduler(boolean interleaving) {
    this.interleaving = interleaving;
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  void add(OutboundMessage message) {
    OutgoingStream stream = message.stream;
    if (!stream.isWaiting()) {
      turns.put(stream, Math.max(virtualTime, stream.key));
    }
    stream.add(message);
  }

  /** The message to take the next fragment from, or null when nothing waits. */
  @Nullable OutboundMessage current() {
    OutgoingStream stream = begun != null ? begun : turns.first();
    return stream == null ? null : stream.first();
  }

  /** So many bytes of the current message have left; returns the number of that fragment. */
  int take(OutboundMessage message, int bytes) {
    OutgoingStream stream = message.stream;
    if (!message.hasBegun()) {
      stream.number(message);
    }
    int number = message.cut(bytes);
    if (message.isFragmented()) {
      stream.remove(message);
    }
    virtualTime = Math.max(virtualTime, stream.key);
    begun = interleaving || message.isFragmented() ? null : stream;
    advance(stream, bytes);
    return number;
  }

  private void advance(OutgoingStream stream, int bytes) {
    turns.put(stream, stream.key + bytes * SCALE / stream.weight);
    if (!stream.isWaiting()) {
      turns.remove(stream);
    }
  }

  /** A message that waits, wholly or in part, is given up. */
  void remove(OutboundMessage message) {
    OutgoingStream stream = message.stream;
    if (begun == stream && stream.first() == message) {
      begun = null;
    }
    stream.remove(message);
    if (!stream.isWaiting()) {
      turns.remove(stream);
    }
  }
}
