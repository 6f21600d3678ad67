package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a perfect association in memory that keeps what passes, for looking at. */
final class MemoryPort implements MessagePort {
  final List<SctpMessage> sent = new ArrayList<>();
  final List<Integer> resets = new ArrayList<>();
  final Map<Integer, Integer> priorities = new HashMap<>();
  final Map<Integer, Long> thresholds = new HashMap<>();
  final Queue<SctpMessage> arriving = new ArrayDeque<>();

  /** For {@link DataChannels#receive}. */
  final Queue<SctpEvent> events = new ArrayDeque<>();

  private @Nullable MemoryPort peer;
  int room = Integer.MAX_VALUE;

  /** Whether both ends can reset streams. */
  boolean resettable = true;

  /** Two ends of one association. */
  static MemoryPort[] pair() {
    MemoryPort a = new MemoryPort();
    MemoryPort b = new MemoryPort();
    a.peer = b;
    b.peer = a;
    return new MemoryPort[] {a, b};
  }

  /** Channels on this port, once the association is up. */
  DataChannels channels(boolean evenIds, int max) {
    DataChannels channels = new DataChannels(this, evenIds, max, max);
    channels.receive(new SctpEvent.Up(65_535, 65_535), 0);
    return channels;
  }

  @Override
  public boolean send(SctpMessage message, long now) {
    if (room == 0) {
      return false;
    }
    room--;
    sent.add(message);
    if (peer != null) {
      peer.arriving.add(message);
    }
    return true;
  }

  @Override
  public @Nullable SctpMessage pollMessage(long now) {
    return arriving.poll();
  }

  @Override
  public boolean resetStreams(Set<Integer> streamIds, long now) {
    if (!resettable) {
      return false;
    }
    resets.addAll(streamIds);
    if (peer != null) {
      List<Integer> ids = List.copyOf(streamIds);
      peer.events.add(new SctpEvent.IncomingReset(ids));
      events.add(new SctpEvent.OutgoingReset(ids, true));
    }
    return true;
  }

  @Override
  public long bufferedAmount(int streamId) {
    return sent.stream()
        .filter(message -> message.streamId() == streamId)
        .mapToLong(message -> message.payload().remaining())
        .sum();
  }

  @Override
  public void bufferedAmountLowThreshold(int streamId, long bytes) {
    thresholds.put(streamId, bytes);
  }

  @Override
  public void priority(int streamId, int weight) {
    priorities.put(streamId, weight);
  }

  /** A message as a peer of any manners could send it, in order. */
  void arrives(int streamId, int ppid, byte... payload) {
    arriving.add(new SctpMessage(streamId, ppid, false, ByteBuffer.wrap(payload)));
  }

  void arrivesUnordered(int streamId, int ppid, byte... payload) {
    arriving.add(new SctpMessage(streamId, ppid, true, ByteBuffer.wrap(payload)));
  }
}
