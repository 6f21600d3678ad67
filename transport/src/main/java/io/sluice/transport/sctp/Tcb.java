package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.congestion.CongestionControl;
import io.sluice.transport.sctp.rx.DataReceiver;
import io.sluice.transport.sctp.tx.DataSender;
import io.sluice.transport.sctp.tx.Rto;
import io.sluice.transport.sctp.tx.SendQueue;
import java.util.SplittableRandom;

/**
 * The transmission control block (RFC 9260 section 14): what exists once both sides have chosen
 * their tags.
 */
final class Tcb {
  final Local local;
  final Peer peer;

  /** What both sides announced; of zero checksum the peer's word alone counts. */
  final Capabilities agreed;

  /** When the peer's words came that it stands on: a cookie older than that is of the past. */
  final long agreedAt;

  final Rto rto;
  final SendQueue queue;
  final DataSender sender;
  final DataReceiver receiver;
  final PeerRequests requests;
  final IncomingResets incomingResets;
  final OutgoingResets outgoingResets;
  final int outgoingStreams;
  final int incomingStreams;

  Tcb(Context context, Local local, Peer peer, long agreedAt) {
    SctpOptions options = context.options;
    this.local = local;
    this.peer = peer;
    this.agreedAt = agreedAt;
    agreed = Capabilities.of(options).and(peer.capabilities());
    outgoingStreams = Math.min(options.streams(), peer.incomingStreams());
    incomingStreams = Math.min(options.streams(), peer.outgoingStreams());
    rto = new Rto(options);
    queue =
        new SendQueue(
            options,
            context.streamSettings,
            agreed.interleaving(),
            agreed.forwardTsn(),
            peer.window());
    CongestionControl congestion =
        CongestionControl.of(
            options.congestion(),
            DataSender.payloadOf(context.pathMtu),
            new SplittableRandom(local.initialTsn()));
    sender =
        new DataSender(
            options,
            rto,
            congestion,
            queue,
            agreed.interleaving(),
            local.initialTsn(),
            peer.window());
    receiver =
        new DataReceiver(
            options,
            context.budget,
            rto::smoothed,
            peer.initialTsn(),
            incomingStreams,
            agreed.interleaving());
    requests = new PeerRequests(peer.initialTsn());
    incomingResets = new IncomingResets(receiver, incomingStreams);
    outgoingResets = new OutgoingResets(queue.streams(), sender, local.initialTsn());
  }
}
