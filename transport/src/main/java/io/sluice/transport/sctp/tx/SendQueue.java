package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import org.jspecify.annotations.Nullable;

/**
 * Messages from when they are taken until nothing is kept of them: what room they need, and which
 * goes next.
 */
public final class SendQueue {
  /** Memory that a message costs beyond its payload: small ones must not escape the buffer. */
  static final int OVERHEAD = 64;

  private final long capacity;
  private final OutgoingStreams streams;
  private final StreamScheduler scheduler;
  private long buffered;

  /**
   * @param interleaving whether messages are sent as I-DATA
   */
  public SendQueue(SctpOptions options, StreamSettings settings, boolean interleaving) {
    capacity = options.sendBuffer();
    streams = new OutgoingStreams(settings);
    scheduler = new StreamScheduler(interleaving);
  }

  public OutgoingStreams streams() {
    return streams;
  }

  /** Bytes that a message may have to be taken now. */
  public long space() {
    return Math.max(0, capacity - buffered);
  }

  /** Takes a message if there is space for it and its stream is not being reset. */
  public boolean offer(SctpMessage message) {
    int length = message.payload().remaining();
    OutgoingStream stream = streams.get(message.streamId());
    if (length > space() || stream.paused) {
      return false;
    }
    buffered += length + OVERHEAD;
    scheduler.add(new OutboundMessage(stream, message));
    return true;
  }

  /** Whether nothing waits for its first or its next fragment. */
  boolean isEmpty() {
    return scheduler.isEmpty();
  }

  /** The message to take the next fragment from, or null when nothing waits. */
  @Nullable OutboundMessage current() {
    return scheduler.current();
  }

  /** A fragment of the current message leaves; returns its number within the message. */
  int take(OutboundMessage message, int bytes) {
    int number = scheduler.take(message, bytes);
    streams.leave(message.stream, bytes);
    return number;
  }

  /** A fragment need not be kept any longer. */
  void release(OutboundMessage message, int bytes) {
    buffered -= bytes;
    if (message.release()) {
      buffered -= OVERHEAD;
      message.stream.messageOver();
    }
  }

  /** Bytes taken and not acknowledged in sequence, overhead included. */
  public long buffered() {
    return buffered;
  }
}
