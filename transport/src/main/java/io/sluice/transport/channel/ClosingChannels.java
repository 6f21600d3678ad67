package io.sluice.transport.channel;

import io.sluice.transport.channel.ChannelEvent.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Closes channels: each side resets the stream it sends on, and answers the other's reset with its
 * own (RFC 8831 section 6.7). Without stream reset (RFC 6525) on either end a channel is closed on
 * this side only.
 */
final class ClosingChannels {
  private final MessagePort port;
  private final ChannelIds ids;
  private final BiConsumer<Integer, Reason> closed;
  private final Map<Integer, Reason> closing = new HashMap<>();
  private final Set<Integer> beforeUp = new HashSet<>();
  private boolean up;

  /**
   * @param closed told of each channel given to {@link #begin}, once, when it has ended
   */
  ClosingChannels(MessagePort port, ChannelIds ids, BiConsumer<Integer, Reason> closed) {
    this.port = port;
    this.ids = ids;
    this.closed = closed;
  }

  /** How many channels are being closed. */
  int size() {
    return closing.size();
  }

  /** Whether the channel is being closed: what still comes on it was sent before the peer knew. */
  boolean contains(int id) {
    return closing.containsKey(id);
  }

  /** Begins to close a channel, or goes on to after the peer's reset. */
  void begin(int id, Reason reason, long now) {
    closing.put(id, reason);
    reset(id, now);
  }

  /** Resets a stream that is no channel, or no longer. */
  void reset(int id, long now) {
    if (!up) {
      beforeUp.add(id);
    } else if (!ids.hasStream(id) || !port.resetStreams(Set.of(id), now)) {
      finish(id);
    }
  }

  /** The association is established: what was closed before is told to the peer now. */
  void up(long now) {
    up = true;
    beforeUp.forEach(id -> reset(id, now));
    beforeUp.clear();
  }

  /** The peer has reset its stream, and no channel is open on it. */
  void onIncomingReset(int id) {
    if (ids.noteIncomingReset(id)) {
      finish(id);
    }
  }

  /** The peer has answered this side's requests. */
  void onOutgoingReset(List<Integer> streamIds, boolean performed) {
    for (int id : streamIds) {
      // An id whose stream cannot be reset is not used again.
      if (!performed || ids.noteOutgoingReset(id)) {
        finish(id);
      }
    }
  }

  /** Every stream has begun anew. */
  void restart() {
    List.copyOf(closing.keySet()).forEach(this::finish);
    beforeUp.clear();
  }

  private void finish(int id) {
    Reason reason = closing.remove(id);
    if (reason != null) {
      closed.accept(id, reason);
    }
  }
}
