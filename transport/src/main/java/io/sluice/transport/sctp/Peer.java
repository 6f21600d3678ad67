package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.InitFields;

/**
 * What the peer announced in its INIT or INIT ACK.
 *
 * @param tag what the header of packets to it must have
 * @param window bytes, unsigned
 */
record Peer(
    int tag,
    long window,
    int outgoingStreams,
    int incomingStreams,
    int initialTsn,
    Capabilities capabilities) {

  static Peer of(InitFields fields) {
    return new Peer(
        fields.tag(),
        fields.window(),
        fields.outgoingStreams(),
        fields.incomingStreams(),
        fields.initialTsn(),
        Capabilities.announcedIn(fields));
  }
}
