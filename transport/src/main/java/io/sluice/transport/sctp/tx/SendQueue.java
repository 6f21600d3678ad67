package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.Reliability;
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
  private final boolean mayAbandon;

  /** Messages that are not wholly in fragments, by when they expire. */
  private final IndexedHeap<OutboundMessage> lifetimes = new IndexedHeap<>();

  private long buffered;

  /**
   * @param interleaving whether messages are sent as I-DATA
   * @param mayAbandon whether the peer understands that a message will not come (RFC 3758); if not,
   *     all are sent until they have arrived
   * @param peerWindow what the peer can keep of messages, in bytes
   */
  public SendQueue(
      SctpOptions options,
      StreamSettings settings,
      boolean interleaving,
      boolean mayAbandon,
      long peerWindow) {
    capacity = options.sendBuffer();
    streams = new OutgoingStreams(settings);
    scheduler = new StreamScheduler(interleaving, peerWindow);
    this.mayAbandon = mayAbandon;
  }

  public OutgoingStreams streams() {
    return streams;
  }

  /** Bytes that a message may have to be taken now. */
  public long space() {
    return Math.max(0, capacity - buffered);
  }

  /** Takes a message if there is space for it and its stream is not being reset. */
  public boolean offer(SctpMessage message, long now) {
    int length = message.payload().remaining();
    OutgoingStream stream = streams.get(message.streamId());
    if (length > space() || stream.paused) {
      return false;
    }
    buffered += length + OVERHEAD;
    Reliability reliability = mayAbandon ? message.reliability() : Reliability.FULL;
    OutboundMessage outbound = new OutboundMessage(stream, message, reliability, now);
    if (outbound.expires) {
      lifetimes.put(outbound, outbound.expiresAt);
    }
    scheduler.add(outbound);
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
    if (message.isFragmented()) {
      lifetimes.remove(message);
    }
    return number;
  }

  /** The message that is the next to expire before all of it has left, or null. */
  @Nullable OutboundMessage nextToExpire() {
    return lifetimes.first();
  }

  /**
   * What has not left of a message never will: it makes room at once. Whether a part of it has left
   * already, its {@link OutboundMessage#hasBegun} tells.
   */
  void drop(OutboundMessage message) {
    int rest = message.length - message.fragmented;
    message.abandoned = true;
    lifetimes.remove(message);
    scheduler.remove(message);
    streams.leave(message.stream, rest);
    buffered -= rest;
    if (!message.hasBegun()) {
      buffered -= OVERHEAD;
      message.stream.messageOver();
    }
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
