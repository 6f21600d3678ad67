package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One end of a perfect association in memory that keeps what passes, for looking at. */
final class MemoryPort implements MessagePort {
  final List<SctpMessage> sent = new ArrayList<>();
  final List<Integer> resets = new ArrayList<>();
  final Queue<SctpMessage> arriving = new ArrayDeque<>();
  private @Nullable MemoryPort peer;
  int room = Integer.MAX_VALUE;

  /** Two ends of one association. */
  static MemoryPort[] pair() {
    MemoryPort a = new MemoryPort();
    MemoryPort b = new MemoryPort();
    a.peer = b;
    b.peer = a;
    return new MemoryPort[] {a, b};
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
  public void resetStream(int streamId, long now) {
    resets.add(streamId);
  }

  /** A message as a peer of any manners could send it, in order. */
  void arrives(int streamId, int ppid, byte... payload) {
    arriving.add(new SctpMessage(streamId, ppid, false, ByteBuffer.wrap(payload)));
  }

  void arrivesUnordered(int streamId, int ppid, byte... payload) {
    arriving.add(new SctpMessage(streamId, ppid, true, ByteBuffer.wrap(payload)));
  }
}
