package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Wire;
import io.sluice.transport.sctp.tx.Rto;
import java.util.ArrayList;
import java.util.List;

/**
 * The side that asks for an association (RFC 9260 section 5.1); {@link HandshakeResponder} is the
 * other. Both sides of a data channel call connect, so that two INITs cross is the normal case.
 */
final class Handshake {
  /** Max.Init.Retransmits (section 16). Data may be sent again more often. */
  private static final int MAX_INIT_RETRANSMITS = 8;

  /** No cookie is asked to live longer than this beyond its time. */
  private static final int LONGEST_PRESERVATION_MILLIS = 60_000;

  private final Context context;
  private final Heartbeats heartbeats;
  private final Capabilities capabilities;
  private final Rto rto;
  private int attempts;

  Handshake(Context context, Heartbeats heartbeats) {
    this.context = context;
    this.heartbeats = heartbeats;
    capabilities = Capabilities.of(context.options);
    rto = new Rto(context.options);
  }

  void connect(long now) {
    if (context.state() instanceof State.Closed) {
      Local local = Local.choose(context.random);
      context.become(new State.CookieWait(local));
      sendInit(local, List.of(), now);
    }
  }

  private void sendInit(Local local, List<Parameter> more, long now) {
    // There are peers that drop an INIT with a parameter they do not know (pion before 1.8.10):
    // only the first one has such.
    boolean first = attempts == 0;
    Capabilities announced = first ? capabilities : capabilities.withoutZeroChecksum();
    context.zeroChecksumAnnounced |= announced.zeroChecksum();
    List<Parameter> parameters = new ArrayList<>(announced.parameters());
    parameters.addAll(more);
    context.outbox.add(0, new Init(context.initFields(local, parameters)));
    context.timers.t1.start(now + rto.timeout());
  }

  /** Timer T1 has expired: the INIT, or the COOKIE ECHO, goes again. */
  void handleTimeout(long now) {
    if (isExhausted()) {
      return;
    }
    rto.backOff();
    switch (context.state()) {
      case State.CookieWait(Local local) -> sendInit(local, List.of(), now);
      case State.CookieEchoed(Tcb tcb, CookieEcho echo) -> {
        context.send(echo);
        context.timers.t1.start(now + rto.timeout());
      }
      default -> {}
    }
  }

  /** Counts an attempt; too many end the association. */
  private boolean isExhausted() {
    attempts++;
    if (attempts <= Math.min(MAX_INIT_RETRANSMITS, context.options.maxRetransmissions())) {
      return false;
    }
    context.end(SctpEvent.Reason.PEER_SILENT, "no answer to " + attempts + " handshakes");
    return true;
  }

  void onInitAck(InitAck initAck, long now) {
    // Section 5.2.3: expected in CookieWait only.
    if (!(context.state() instanceof State.CookieWait(Local local))) {
      return;
    }
    InitFields fields = initAck.fields();
    if (fields.tag() == 0) {
      // Section 3.3.3.
      context.end(SctpEvent.Reason.ABORTED, "INIT ACK without tag");
      return;
    }
    Tcb tcb = new Tcb(context, local, Peer.of(fields), now);
    Parameter cookie = InitParameters.find(fields, Parameter.STATE_COOKIE);
    CookieEcho echo = new CookieEcho(cookie == null ? new byte[0] : cookie.value());
    context.become(new State.CookieEchoed(tcb, echo));
    ErrorCause objection =
        cookie == null ? ErrorCause.missingCookie() : InitParameters.objectionTo(fields);
    if (objection == null && Packet.HEADER + echo.length() > context.pathMtu) {
      objection = ErrorCause.outOfResource();
    }
    if (objection != null) {
      context.abort(objection);
      return;
    }
    context.send(echo);
    List<Parameter> unknown = InitParameters.unrecognized(fields);
    if (!unknown.isEmpty()) {
      // Section 5.1: reported beside the COOKIE ECHO.
      context.send(new ErrorReport(List.of(ErrorCause.unrecognized(unknown))));
    }
    context.timers.t1.start(now + rto.timeout());
  }

  void onCookieAck(long now) {
    if (context.state() instanceof State.CookieEchoed(Tcb tcb, CookieEcho echo)) {
      establish(tcb, now);
      context.events.add(new SctpEvent.Up(tcb.outgoingStreams, tcb.incomingStreams));
    }
  }

  /** Enters the state Established, from whatever state. The caller tells it. */
  void establish(Tcb tcb, long now) {
    context.timers.stopAll();
    context.become(new State.Established(tcb));
    context.answered();
    heartbeats.start(now);
  }

  /**
   * Section 5.2.6: the cookie was too old, so the handshake begins again, and asks for a cookie
   * that lives longer by what was missing and a timeout.
   */
  void onError(ErrorReport error, long now) {
    if (!(context.state() instanceof State.CookieEchoed(Tcb tcb, CookieEcho echo))) {
      return;
    }
    for (ErrorCause cause : error.causes()) {
      if (cause.code() == ErrorCause.STALE_COOKIE && !isExhausted()) {
        context.become(new State.CookieWait(tcb.local));
        sendInit(tcb.local, List.of(preservative(cause)), now);
        return;
      }
    }
  }

  private Parameter preservative(ErrorCause stale) {
    long micros = stale.info().length < 4 ? 0 : Wire.u32(stale.info(), 0);
    long millis = micros / 1_000 + rto.timeout() / 1_000_000;
    return Parameter.cookiePreservative((int) Math.min(LONGEST_PRESERVATION_MILLIS, millis));
  }
}
