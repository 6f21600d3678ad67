package io.sluice.transport.sctp.api;

import java.nio.ByteBuffer;

/**
 * One user message of a stream.
 *
 * @param streamId 0 to 65534
 * @param ppid payload protocol identifier, an unsigned 32-bit number that SCTP carries as it is
 * @param unordered whether it may overtake earlier messages of its stream
 * @param payload position to limit, at least one byte (RFC 9260 section 3.3.1). A received payload
 *     belongs to who took the message; of a sent one a view is kept until the peer acknowledged it,
 *     so its bytes must not change
 */
public record SctpMessage(int streamId, int ppid, boolean unordered, ByteBuffer payload) {}
