package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Tsn;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait, and whose turn it is: streams take turns message by message. So a long queue
 * on one stream delays a message of another by one message, not by the queue.
 *
 * <p>Fragments of a message need consecutive TSNs (RFC 9260 section 6.9): one that was begun is
 * sent to its end before the next has its turn.
 */
final class SendQueue {
  private @Nullable Stream[] streams = new @Nullable Stream[16];
  private final ArrayDeque<Stream> turns = new ArrayDeque<>();
  private @Nullable OutboundMessage current;

  void add(OutboundMessage message) {
    Stream stream = stream(message.streamId);
    OutboundMessage last = stream.last;
    stream.last = message;
    if (last == null) {
      stream.first = message;
      turns.add(stream);
    } else {
      last.next = message;
    }
  }

  boolean isEmpty() {
    return current == null && turns.isEmpty();
  }

  /** The message to take the next fragment from, or null when nothing waits. */
  @Nullable OutboundMessage current() {
    if (current == null) {
      Stream stream = turns.poll();
      if (stream != null) {
        current = begin(stream);
      }
    }
    return current;
  }

  /** The current message has been put into fragments wholly. */
  void finishCurrent() {
    current = null;
  }

  private OutboundMessage begin(Stream stream) {
    OutboundMessage message = stream.takeFirst();
    if (stream.first != null) {
      turns.add(stream);
    }
    if (!message.unordered) {
      message.ssn = stream.nextSsn;
      stream.nextSsn = Tsn.nextSsn(stream.nextSsn);
    }
    return message;
  }

  private Stream stream(int id) {
    if (id >= streams.length) {
      streams = Arrays.copyOf(streams, Math.max(id + 1, 2 * streams.length));
    }
    Stream stream = streams[id];
    if (stream == null) {
      stream = new Stream();
      streams[id] = stream;
    }
    return stream;
  }

  private static final class Stream {
    int nextSsn;
    @Nullable OutboundMessage first;
    @Nullable OutboundMessage last;

    /** Takes the first message; there is one. */
    OutboundMessage takeFirst() {
      OutboundMessage message = java.util.Objects.requireNonNull(first);
      first = message.next;
      message.next = null;
      if (first == null) {
        last = null;
      }
      return message;
    }
  }
}
