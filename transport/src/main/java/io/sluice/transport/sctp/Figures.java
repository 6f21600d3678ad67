package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpStats;

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
          context.options.initialRto().toNanos(),
          0,
          0,
          0,
          0,
          context.options.receiveWindow(),
          context.pathMtu);
    }
    return new SctpStats(
        context.packetsSent,
        context.packetsReceived,
        context.packetsDropped,
        tcb.sender.payloadSent(),
        tcb.receiver.payloadReceived(),
        tcb.sender.retransmissions(),
        tcb.sender.timeouts(),
        tcb.receiver.duplicates(),
        tcb.rto.smoothed(),
        tcb.rto.timeout(),
        tcb.sender.congestionWindow(),
        tcb.sender.inFlight(),
        tcb.sender.peerWindow(),
        tcb.queue.buffered(),
        tcb.receiver.windowSize(),
        context.pathMtu);
  }
}
