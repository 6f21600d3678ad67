package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message on its way out: a view of the caller's bytes, fragmented as it is sent. */
final class OutboundMessage {
  final int streamId;
  final int ppid;
  final boolean unordered;
  final int length;

  /** Given when the first fragment is sent. */
  int ssn;

  /** How many bytes have been put into fragments. */
  int fragmented;

  /** The next message of the same stream. */
  @Nullable OutboundMessage next;

  private final ByteBuffer payload;

  OutboundMessage(SctpMessage message) {
    streamId = message.streamId();
    ppid = message.ppid();
    unordered = message.unordered();
    payload = message.payload().slice();
    length = payload.remaining();
  }

  void copy(int from, byte[] into, int at, int count) {
    payload.get(from, into, at, count);
  }
}
