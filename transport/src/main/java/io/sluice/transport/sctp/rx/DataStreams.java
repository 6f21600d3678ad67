package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.ProtocolViolationException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts whole messages into the order of their streams (RFC 9260 sections 6.5 and 6.6). */
final class DataStreams {
  private static final int SSN_MASK = 0xffff;

  private final Ready ready;
  private @Nullable Stream[] streams = new @Nullable Stream[16];
  private long held;

  /**
   * @param ready where messages go that may be delivered
   */
  DataStreams(Ready ready) {
    this.ready = ready;
  }

  /** Bytes of payload and overhead of messages that wait for an earlier one. */
  long held() {
    return held;
  }

  /** A message is whole: delivers it, and those of its stream that waited for it. */
  void complete(Run message) throws ProtocolViolationException {
    if (message.unordered) {
      ready.add(message);
      return;
    }
    Stream stream = stream(message.streamId);
    if (message.number == (stream.next & SSN_MASK)) {
      ready.add(message);
      stream.next++;
      deliverFrom(stream);
    } else {
      if (stream.waiting().putIfAbsent(stream.placeOf(message.number), message) != null) {
        throw new ProtocolViolationException("two messages with one stream sequence number");
      }
      held += message.length() + Ready.OVERHEAD;
    }
  }

  /**
   * The messages of a stream up to a stream sequence number will not come, but for those that have
   * (RFC 3758 section 3.6). A number from before what was delivered says nothing.
   */
  void skip(int streamId, int ssn) {
    Stream stream = stream(streamId);
    int ahead = (int) (ssn - stream.next) & SSN_MASK;
    if (ahead > SSN_MASK / 2) {
      return;
    }
    long last = stream.next + ahead;
    Map.Entry<Long, Run> first;
    while ((first = stream.firstWaiting()) != null && first.getKey() <= last) {
      deliver(stream, first);
    }
    stream.next = last + 1;
    deliverFrom(stream);
  }

  /** Delivers the messages that waited for the one before {@code stream.next}. */
  private void deliverFrom(Stream stream) {
    Map.Entry<Long, Run> first;
    while ((first = stream.firstWaiting()) != null && first.getKey() == stream.next) {
      deliver(stream, first);
      stream.next++;
    }
  }

  private void deliver(Stream stream, Map.Entry<Long, Run> first) {
    stream.waiting().remove(first.getKey());
    held -= first.getValue().length() + Ready.OVERHEAD;
    ready.add(first.getValue());
  }

  /** Counts the messages of a stream from 0 again. */
  void reset(int streamId) {
    Stream stream = streamId < streams.length ? streams[streamId] : null;
    if (stream != null) {
      for (Run message : stream.waiting().values()) {
        held -= message.length() + Ready.OVERHEAD;
      }
      streams[streamId] = null;
    }
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

  /** The order of one stream; the peer can make at most 65,536 of them exist. */
  private static final class Stream {
    /** How many messages came before the next one; its low 16 bits are its sequence number. */
    long next;

    private @Nullable NavigableMap<Long, Run> waiting;

    /** Messages that came before an earlier one, by their place in the count. */
    NavigableMap<Long, Run> waiting() {
      NavigableMap<Long, Run> map = waiting;
      if (map == null) {
        map = new TreeMap<>();
        waiting = map;
      }
      return map;
    }

    Map.@Nullable Entry<Long, Run> firstWaiting() {
      return waiting == null ? null : waiting.firstEntry();
    }

    /** Where in the count the next message with this sequence number belongs. */
    long placeOf(int ssn) {
      return next + ((ssn - next) & SSN_MASK);
    }
  }
}
