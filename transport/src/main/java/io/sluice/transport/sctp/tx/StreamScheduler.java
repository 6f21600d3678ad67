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
 * long message delays no other. But the receiver has to keep what is begun: were its window full of
 * beginnings, no end would ever find room. So no more is begun than half of its window may hold.
 */
final class StreamScheduler {
  /** Virtual time for each byte of a stream of weight 1. */
  private static final long SCALE = 1 << 16;

  private final long mostBegun;

  /** Streams whose next fragment is not the first of its message; with DATA one at most. */
  private final IndexedHeap<OutgoingStream> begun = new IndexedHeap<>();

  /** Streams whose next fragment begins a message. */
  private final IndexedHeap<OutgoingStream> waiting = new IndexedHeap<>();

  private long begunBytes;
  private long virtualTime;

  /**
   * @param interleaving whether messages are sent as I-DATA
   * @param peerWindow what the peer can keep, in bytes
   */
  StreamScheduler(boolean interleaving, long peerWindow) {
    mostBegun = interleaving ? peerWindow / 2 : 0;
  }

  boolean isEmpty() {
    return begun.isEmpty() && waiting.isEmpty();
  }

  void add(OutboundMessage message) {
    OutgoingStream stream = message.stream;
    if (!stream.isWaiting()) {
      waiting.put(stream, Math.max(virtualTime, stream.key));
    }
    stream.add(message);
  }

  /** The message to take the next fragment from, or null when nothing waits. */
  @Nullable OutboundMessage current() {
    OutgoingStream stream = begun.first();
    OutgoingStream fresh = waiting.first();
    if (stream == null || (fresh != null && fresh.isBefore(stream) && mayBegin(fresh.first()))) {
      stream = fresh;
    }
    return stream == null ? null : stream.first();
  }

  private boolean mayBegin(OutboundMessage message) {
    return begunBytes + message.length <= mostBegun;
  }

  /** So many bytes of the current message have left; returns the number of that fragment. */
  int take(OutboundMessage message, int bytes) {
    OutgoingStream stream = message.stream;
    leaveHeap(message);
    if (!message.hasBegun()) {
      stream.number(message);
    }
    int number = message.cut(bytes);
    virtualTime = Math.max(virtualTime, stream.key);
    long next = stream.key + bytes * SCALE / stream.weight;
    if (!message.isFragmented()) {
      begunBytes += message.length;
      begun.put(stream, next);
      return number;
    }
    stream.remove(message);
    enterAgain(stream, next);
    return number;
  }

  /** A message that waits, wholly or in part, waits no longer. */
  void remove(OutboundMessage message) {
    OutgoingStream stream = message.stream;
    if (stream.first() == message) {
      leaveHeap(message);
      stream.remove(message);
      enterAgain(stream, stream.key);
    } else {
      stream.remove(message);
    }
  }

  /** The first message of a stream is about to change. */
  private void leaveHeap(OutboundMessage first) {
    if (first.hasBegun()) {
      begunBytes -= first.length;
      begun.remove(first.stream);
    } else {
      waiting.remove(first.stream);
    }
  }

  private void enterAgain(OutgoingStream stream, long key) {
    if (stream.isWaiting()) {
      waiting.put(stream, key);
    } else {
      stream.key = key;
    }
  }
}
