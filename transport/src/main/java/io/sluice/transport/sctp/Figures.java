package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sctp.tx.LossFigures;

/** Gathers the figures of an association. */
final class Figures {
  private Figures() {}

  static SctpStats of(Context context) {
    Tcb tcb = context.tcb();
    if (tcb == null) {
      return new SctpStats(
          context.packetsSent,
          context.packetsReceived,
          context.packetsDropped,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          context.options.initialRto().toNanos(),
          0,
          0,
          0,
          0,
          0,
          context.options.receiveWindow(),
          context.pathMtu);
    }
    LossFigures losses = tcb.sender.losses();
    return new SctpStats(
        context.packetsSent,
        context.packetsReceived,
        context.packetsDropped,
        tcb.sender.payloadSent(),
        tcb.receiver.payloadReceived(),
        losses.retransmissions(),
        losses.timeouts(),
        losses.spuriousTimeouts(),
        losses.tailProbes(),
        tcb.receiver.duplicates(),
        tcb.rto.smoothed(),
        losses.minRoundTrip(),
        tcb.rto.timeout(),
        tcb.sender.congestionWindow(),
        tcb.sender.pacingRate(),
        tcb.sender.inFlight(),
        tcb.sender.peerWindow(),
        tcb.queue.buffered(),
        tcb.receiver.windowSize(),
        context.pathMtu);
  }
}
