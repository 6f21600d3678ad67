package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.rx.DataReceiver;
import io.sluice.transport.sctp.tx.DataSender;
import io.sluice.transport.sctp.tx.NewReno;
import io.sluice.transport.sctp.tx.Rto;

/**
 * The transmission control block (RFC 9260 section 14): what exists once both sides have chosen
 * their tags.
 */
final class Tcb {
  final Local local;
  final Peer peer;
  final Rto rto;
  final DataSender sender;
  final DataReceiver receiver;
  final int outgoingStreams;
  final int incomingStreams;

  Tcb(SctpOptions options, int pathMtu, Local local, Peer peer) {
    this.local = local;
    this.peer = peer;
    outgoingStreams = Math.min(options.streams(), peer.incomingStreams());
    incomingStreams = Math.min(options.streams(), peer.outgoingStreams());
    rto = new Rto(options);
    sender =
        new DataSender(
            options,
            rto,
            new NewReno(DataSender.payloadOf(pathMtu), peer.window()),
            local.initialTsn(),
            peer.window());
    receiver = new DataReceiver(options, peer.initialTsn(), incomingStreams);
  }
}
