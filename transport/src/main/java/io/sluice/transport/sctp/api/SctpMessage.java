package io.sluice.transport.sctp.api;

import java.nio.ByteBuffer;

/**
 * One user message of a stream.
 *
 * @param streamId 0 to 65534
 * @param ppid payload protocol identifier, an unsigned 32-bit number that SCTP carries as it is
 * @param unordered whether it may overtake earlier messages of its stream; of a received message
 *     false as well if the engine cannot tell
 * @param reliability how long it is sent again when lost; of a received message {@link
 *     Reliability#FULL}, for that is not on the wire
 * @param payload position to limit, at least one byte (RFC 9260 section 3.3.1). A received payload
 *     belongs to who took the message; of a sent one a view is kept until the peer acknowledged it,
 *     so its bytes must not change
 */
public record SctpMessage(
    int streamId, int ppid, boolean unordered, Reliability reliability, ByteBuffer payload) {

  /** A message that is sent again until it has arrived. */
  public SctpMessage(int streamId, int ppid, boolean unordered, ByteBuffer payload) {
    this(streamId, ppid, unordered, Reliability.FULL, payload);
  }
}
