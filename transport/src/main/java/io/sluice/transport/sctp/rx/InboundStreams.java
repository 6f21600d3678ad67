package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Tsn;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts whole messages into the order of their streams (RFC 9260 sections 6.5 and 6.6). */
final class InboundStreams {
  private final ArrayDeque<Run> ready;
  private @Nullable Stream[] streams = new @Nullable Stream[16];

  /**
   * @param ready where messages go that may be delivered
   */
  InboundStreams(ArrayDeque<Run> ready) {
    this.ready = ready;
  }

  /** A message is whole: delivers it, and those of its stream that waited for it. */
  void complete(Run message) throws ProtocolViolationException {
    if (message.unordered) {
      ready.add(message);
      return;
    }
    Stream stream = stream(message.streamId);
    if (message.ssn != stream.nextSsn) {
      if (stream.waiting().putIfAbsent(message.ssn, message) != null) {
        throw new ProtocolViolationException("two messages with one stream sequence number");
      }
      return;
    }
    Run next = message;
    do {
      ready.add(next);
      stream.nextSsn = Tsn.nextSsn(stream.nextSsn);
      next = stream.takeNext();
    } while (next != null);
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
    int nextSsn;
    private @Nullable Map<Integer, Run> waiting;

    /** Messages that came before an earlier one, by stream sequence number. */
    Map<Integer, Run> waiting() {
      Map<Integer, Run> map = waiting;
      if (map == null) {
        map = new HashMap<>();
        waiting = map;
      }
      return map;
    }

    @Nullable Run takeNext() {
      return waiting == null ? null : waiting.remove(nextSsn);
    }
  }
}
