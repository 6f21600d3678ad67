package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;

/** Ends an association so that nothing is lost (RFC 9260 section 9.2). */
final class Shutdowns {
  /** T5: five times the RTO.Max that RFC 9260 section 16 recommends. */
  private static final long GUARD = 300_000_000_000L;

  private final Context context;
  private int attempts;

  Shutdowns(Context context) {
    this.context = context;
  }

  /** The user wants to end. */
  void begin(long now) {
    switch (context.state()) {
      case State.Established(Tcb tcb) -> {
        context.become(new State.ShutdownPending(tcb));
        advance(now);
      }
      case State.Closed closed -> context.end(SctpEvent.Reason.SHUTDOWN, "never connected");
      case State.CookieWait wait -> context.end(SctpEvent.Reason.SHUTDOWN, "still connecting");
      case State.CookieEchoed echoed -> context.abort(ErrorCause.userAbort("not wanted any more"));
      default -> {}
    }
  }

  /** Data may have been acknowledged: if all of it is, the next step is due. */
  void advance(long now) {
    switch (context.state()) {
      case State.ShutdownPending(Tcb tcb) when tcb.sender.isDrained() -> {
        context.become(new State.ShutdownSent(tcb));
        context.timers.t5.start(now + GUARD);
        sendShutdown(tcb, now);
      }
      case State.ShutdownReceived(Tcb tcb) when tcb.sender.isDrained() -> acknowledge(tcb, now);
      default -> {}
    }
  }

  /** Data came after SHUTDOWN was sent: the peer is told again how far this side is. */
  void onData(Tcb tcb, long now) {
    if (context.state() instanceof State.ShutdownSent) {
      tcb.receiver.demandSack();
      sendShutdown(tcb, now);
    }
  }

  void onShutdown(Shutdown shutdown, long now) throws MalformedPacketException {
    Tcb tcb = context.tcb();
    if (tcb == null) {
      return;
    }
    switch (context.state()) {
      case State.Established e -> receive(tcb, shutdown, now);
      case State.ShutdownPending p -> receive(tcb, shutdown, now);
      case State.ShutdownReceived r -> receive(tcb, shutdown, now);
      // Both have asked at once.
      case State.ShutdownSent s -> acknowledge(tcb, now);
      default -> {}
    }
  }

  private void receive(Tcb tcb, Shutdown shutdown, long now) throws MalformedPacketException {
    if (tcb.sender.acknowledge(shutdown.cumulativeTsn(), now)) {
      context.answered();
    }
    context.become(new State.ShutdownReceived(tcb));
    advance(now);
  }

  void onShutdownAck(Tcb tcb) {
    if (context.state() instanceof State.ShutdownSent
        || context.state() instanceof State.ShutdownAckSent) {
      context.outbox.replaceBy(tcb.peer.tag(), new ShutdownComplete(false));
      context.end(SctpEvent.Reason.SHUTDOWN, "");
    }
  }

  void onShutdownComplete() {
    if (context.state() instanceof State.ShutdownAckSent) {
      context.end(SctpEvent.Reason.SHUTDOWN, "");
    }
  }

  /** Timer T2 has expired: SHUTDOWN, or SHUTDOWN ACK, goes again. */
  void handleTimeout(Tcb tcb, long now) {
    attempts++;
    tcb.rto.backOff();
    switch (context.state()) {
      case State.ShutdownSent s -> {
        if (!context.countUnanswered()) {
          sendShutdown(tcb, now);
        }
      }
      case State.ShutdownAckSent s -> {
        if (attempts > context.options.maxRetransmissions()) {
          // Both sides have acknowledged everything; only the farewell is missing.
          context.end(SctpEvent.Reason.SHUTDOWN, "the peer has left without farewell");
        } else {
          acknowledge(tcb, now);
        }
      }
      default -> {}
    }
  }

  /** Timer T5 has expired: the peer keeps sending data and never agrees. */
  void handleGuard() {
    context.abort(ErrorCause.protocolViolation("no end of a shutdown"));
  }

  private void sendShutdown(Tcb tcb, long now) {
    Shutdown shutdown = new Shutdown(tcb.receiver.cumulativeTsn());
    if (!context.outbox.endsWith(shutdown)) {
      context.send(shutdown);
    }
    context.timers.t2.start(now + tcb.rto.timeout());
  }

  private void acknowledge(Tcb tcb, long now) {
    context.become(new State.ShutdownAckSent(tcb));
    context.timers.t5.stop();
    context.send(new ShutdownAck());
    context.timers.t2.start(now + tcb.rto.timeout());
  }
}
