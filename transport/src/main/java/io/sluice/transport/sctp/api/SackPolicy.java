package io.sluice.transport.sctp.api;

/** When received data is acknowledged, apart from the delay that is never exceeded. */
public enum SackPolicy {
  /** Every second packet (RFC 9260 section 6.2): what senders that grow by SACKs count on. */
  EVERY_SECOND_PACKET,
  /** Once for each batch of packets that was taken in: for peers that count bytes, like ours. */
  BATCH
}
