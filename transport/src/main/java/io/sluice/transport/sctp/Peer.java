package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;

/**
 * What the peer announced in its INIT or INIT ACK.
 *
 * @param zeroChecksum whether it accepts packets without checksum (RFC 9653)
 */
record Peer(
    int tag,
    long window,
    int outgoingStreams,
    int incomingStreams,
    int initialTsn,
    boolean zeroChecksum) {

  static Peer of(InitFields fields) {
    return new Peer(
        fields.tag(),
        fields.window(),
        fields.outgoingStreams(),
        fields.incomingStreams(),
        fields.initialTsn(),
        fields.parameters().stream().anyMatch(Parameter::allowsZeroChecksumOverDtls));
  }
}
