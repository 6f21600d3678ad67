package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.SctpMessage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the channels need of an association. */
interface MessagePort {
  /** Takes the message, or returns false and takes nothing. */
  boolean send(SctpMessage message, long now);

  /** The next message that arrived whole, or null. */
  @Nullable SctpMessage pollMessage(long now);

  /**
   * Asks for the outgoing reset of streams (RFC 6525), which is how channels are closed.
   *
   * @return false when this end or the peer cannot: nothing will happen
   */
  boolean resetStreams(Set<Integer> streamIds, long now);

  /** Bytes that wait on a stream. */
  long bufferedAmount(int streamId);

  /** Sets when the association tells that few bytes wait on a stream. */
  void bufferedAmountLowThreshold(int streamId, long bytes);

  /** Sets the weight of a stream, 1 to 65535. */
  void priority(int streamId, int weight);
}
