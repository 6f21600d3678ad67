package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.SctpMessage;
import org.jspecify.annotations.Nullable;

/** What the channels need of an association. */
interface MessagePort {
  /** Takes the message, or returns false and takes nothing. */
  boolean send(SctpMessage message, long now);

  /** The next message that arrived whole, or null. */
  @Nullable SctpMessage pollMessage(long now);

  /** Asks for the outgoing reset of a stream (RFC 6525), which is how a channel is closed. */
  void resetStream(int streamId, long now);
}
