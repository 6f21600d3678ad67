package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jitsi_modified.sctp4j.SctpSocket;

/**
 * Messages that the library has not taken yet: it holds 256 KiB, tells nobody when there is room
 * again, and says no until there is. So it is asked whenever something may have changed.
 */
final class SendBacklog {
  private final long capacity;
  private final Queue<SctpMessage> messages = new ArrayDeque<>();
  private long bytes;
  private long handedOver;

  /**
   * @param capacity in bytes
   */
  SendBacklog(long capacity) {
    this.capacity = capacity;
  }

  long space() {
    return capacity - bytes;
  }

  /** User bytes that wait here. */
  long bytes() {
    return bytes;
  }

  /** User bytes that the library has taken so far. */
  long handedOver() {
    return handedOver;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  boolean add(SctpMessage message) {
    int length = message.payload().remaining();
    if (length > space()) {
      return false;
    }
    messages.add(message);
    bytes += length;
    return true;
  }

  /** Hands over what the library takes. */
  void flush(SctpSocket socket) {
    SctpMessage message;
    while ((message = messages.peek()) != null) {
      ByteBuffer payload = onHeap(message.payload());
      // A copy is made at once; less than all is never taken.
      if (socket.send(payload, !message.unordered(), message.streamId(), message.ppid()) < 0) {
        return;
      }
      messages.remove();
      bytes -= payload.limit();
      handedOver += payload.limit();
    }
  }

  void clear() {
    messages.clear();
    bytes = 0;
  }

  /** The socket takes the array from its offset to the buffer's limit: the position must be 0. */
  private static ByteBuffer onHeap(ByteBuffer payload) {
    if (payload.hasArray()) {
      return payload.slice();
    }
    ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
    return copy.put(payload.duplicate()).flip();
  }
}
