package io.sluice.transport.sctp.packet;

/**
 * What FORWARD TSN and I-FORWARD-TSN say of a stream: the last message that was given up.
 *
 * @param unordered whether {@code number} counts unordered messages; never in FORWARD TSN, where
 *     they have no number
 * @param number a 16-bit stream sequence number, or in I-FORWARD-TSN a message identifier
 */
public record SkippedStream(int streamId, boolean unordered, int number) {}
