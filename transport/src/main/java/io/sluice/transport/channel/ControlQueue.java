package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.SctpMessage;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * OPENs and ACKs that wait for room in the association. They go before any user message, and always
 * in order (RFC 8832 section 6). There is one for a channel at most.
 */
final class ControlQueue {
  private final MessagePort port;
  private final Queue<SctpMessage> waiting = new ArrayDeque<>();

  ControlQueue(MessagePort port) {
    this.port = port;
  }

  void send(int id, DcepMessage message, long now) {
    waiting.add(new SctpMessage(id, Ppid.DCEP, false, message.write()));
    flush(now);
  }

  /** Sends what there is room for; returns whether nothing waits any longer. */
  boolean flush(long now) {
    for (SctpMessage next = waiting.peek(); next != null && port.send(next, now); ) {
      waiting.remove();
      next = waiting.peek();
    }
    return waiting.isEmpty();
  }

  /** Forgets what waits on a channel; returns whether there was something. */
  boolean drop(int id) {
    return waiting.removeIf(message -> message.streamId() == id);
  }

  void clear() {
    waiting.clear();
  }
}
