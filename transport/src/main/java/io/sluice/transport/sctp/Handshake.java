package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.tx.Rto;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets an association up (RFC 9260 section 5). Both sides of a data channel call connect, so that
 * two INITs cross is the normal case.
 */
final class Handshake {
  /** What is quoted of parameters that are not known, so that an answer is never the larger one. */
  private static final int QUOTED = 256;

  private final Context context;
  private final StateCookie.Signer signer;
  private final Heartbeats heartbeats;
  private Rto rto;
  private int attempts;

  Handshake(Context context, Heartbeats heartbeats) {
    this.context = context;
    this.heartbeats = heartbeats;
    signer = new StateCookie.Signer(context.random);
    rto = new Rto(context.options);
  }

  void connect(long now) {
    if (context.state() instanceof State.Closed) {
      Local local = Local.choose(context.random);
      context.become(new State.CookieWait(local));
      sendInit(local, now);
    }
  }

  private void sendInit(Local local, long now) {
    // There are peers that drop an INIT with a parameter they do not know (pion before 1.8.10):
    // only
    // the first one has it.
    boolean announces = context.options.offerZeroChecksum() && attempts == 0;
    List<Parameter> parameters = announces ? List.of(Parameter.zeroChecksum()) : List.of();
    context.outbox.add(0, new Init(fields(local, parameters)));
    context.timers.t1.start(now + rto.timeout());
  }

  private InitFields fields(Local local, List<Parameter> parameters) {
    int streams = context.options.streams();
    return new InitFields(
        local.tag(),
        context.options.receiveWindow(),
        streams,
        streams,
        local.initialTsn(),
        parameters);
  }

  /** Timer T1 has expired: the INIT, or the COOKIE ECHO, goes again. */
  void handleTimeout(long now) {
    attempts++;
    if (attempts > context.options.maxRetransmissions()) {
      context.end(SctpEvent.Reason.PEER_SILENT, "no answer to " + attempts + " handshakes");
      return;
    }
    rto.backOff();
    switch (context.state()) {
      case State.CookieWait(Local local) -> sendInit(local, now);
      case State.CookieEchoed(Tcb tcb, CookieEcho echo) -> {
        context.send(echo);
        context.timers.t1.start(now + rto.timeout());
      }
      default -> {}
    }
  }

  /** An INIT came, alone in its packet and with tag 0. */
  void onInit(Init init, long now) {
    InitFields fields = init.fields();
    if (fields.tag() == 0 || context.hasEnded()) {
      return;
    }
    ErrorCause objection = objectionTo(fields);
    if (objection != null) {
      context.outbox.add(fields.tag(), new Abort(false, List.of(objection)));
      return;
    }
    if (context.state() instanceof State.ShutdownAckSent) {
      // Section 9.2: the peer has missed the SHUTDOWN ACK.
      context.send(new ShutdownAck());
      return;
    }
    StateCookie cookie = cookieFor(fields, now);
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter(Parameter.STATE_COOKIE, signer.seal(cookie)));
    if (context.options.offerZeroChecksum() && cookie.peer().zeroChecksum()) {
      parameters.add(Parameter.zeroChecksum());
    }
    parameters.addAll(unrecognized(fields));
    context.outbox.add(fields.tag(), new InitAck(fields(cookie.local(), parameters)));
  }

  private StateCookie cookieFor(InitFields fields, long now) {
    Peer peer = Peer.of(fields);
    if (context.state() instanceof State.CookieWait(Local local)) {
      // Section 5.2.1: the INITs have crossed; both keep what they chose.
      return new StateCookie(now, local, peer, 0, 0);
    }
    Tcb tcb = context.tcb();
    if (context.state() instanceof State.CookieEchoed && tcb != null) {
      return new StateCookie(now, tcb.local, peer, 0, 0);
    }
    Local fresh = Local.choose(context.random);
    return tcb == null
        ? new StateCookie(now, fresh, peer, 0, 0)
        // Section 5.2.2: the tie tags prove later that it is the same peer, started again.
        : new StateCookie(now, fresh, peer, tcb.local.tag(), tcb.peer.tag());
  }

  /** Section 3.3.2: what makes an INIT or INIT ACK unacceptable; null when nothing does. */
  private static @Nullable ErrorCause objectionTo(InitFields fields) {
    if (!fields.isAcceptable() || fields.window() < 1500) {
      return ErrorCause.invalidMandatoryParameter();
    }
    for (Parameter parameter : fields.parameters()) {
      if (parameter.type() == Parameter.HOST_NAME) {
        // Section 3.3.2.1.3: deprecated.
        return ErrorCause.unresolvableAddress();
      }
    }
    return null;
  }

  /** Section 3.2.1: what the two top bits of unknown types ask to be reported. */
  private static List<Parameter> unrecognized(InitFields fields) {
    List<Parameter> reports = new ArrayList<>();
    int room = QUOTED;
    for (Parameter parameter : fields.parameters()) {
      if (parameter.isKnown()) {
        continue;
      }
      if (parameter.mustBeReported() && parameter.value().length + 4 <= room) {
        reports.add(Parameter.unrecognized(parameter));
        room -= parameter.value().length + 4;
      }
      if (!parameter.mayBeSkipped()) {
        break;
      }
    }
    return reports;
  }

  void onInitAck(InitAck initAck, long now) {
    // Section 5.2.3: expected in CookieWait only.
    if (!(context.state() instanceof State.CookieWait(Local local))) {
      return;
    }
    InitFields fields = initAck.fields();
    if (fields.tag() == 0) {
      context.end(SctpEvent.Reason.ABORTED, "INIT ACK without tag");
      return;
    }
    Tcb tcb = new Tcb(context.options, context.pathMtu, local, Peer.of(fields));
    byte[] cookie = cookieOf(fields);
    ErrorCause objection = cookie == null ? ErrorCause.missingCookie() : objectionTo(fields);
    CookieEcho echo = new CookieEcho(cookie == null ? new byte[0] : cookie);
    if (objection == null && Packet.HEADER + echo.length() > context.pathMtu) {
      objection = ErrorCause.outOfResource();
    }
    context.become(new State.CookieEchoed(tcb, echo));
    if (objection != null) {
      context.abort(objection);
      return;
    }
    context.send(echo);
    List<Parameter> unknown = unrecognized(fields);
    if (!unknown.isEmpty()) {
      // Section 5.1: reported beside the COOKIE ECHO.
      context.send(new ErrorReport(List.of(ErrorCause.unrecognized(unknown))));
    }
    context.timers.t1.start(now + rto.timeout());
  }

  private static byte @Nullable [] cookieOf(InitFields fields) {
    for (Parameter parameter : fields.parameters()) {
      if (parameter.type() == Parameter.STATE_COOKIE) {
        return parameter.value();
      }
    }
    return null;
  }

  /**
   * A COOKIE ECHO came, first in its packet (sections 5.1.5 and 5.2.4).
   *
   * @param tag the tag in the header
   */
  void onCookieEcho(CookieEcho echo, int tag, long now) {
    StateCookie cookie = signer.open(echo.cookie());
    if (cookie == null || cookie.local().tag() != tag) {
      context.packetsDropped++;
      return;
    }
    Tcb tcb = context.tcb();
    boolean sameLocal = tag == context.state().localTag();
    boolean samePeer = tcb != null && tcb.peer.tag() == cookie.peer().tag();
    if (sameLocal && samePeer && !context.hasEnded()) {
      acknowledgeCookie(now);
      return;
    }
    if (cookie.stalenessAt(now) > 0) {
      long micros = Math.min(Integer.MAX_VALUE, cookie.stalenessAt(now) / 1000);
      ErrorCause stale = ErrorCause.staleCookie((int) micros);
      context.outbox.add(cookie.peer().tag(), new ErrorReport(List.of(stale)));
      return;
    }
    switch (context.state()) {
      case State.Closed closed -> establish(cookie, now);
      // Action B: the peer took our INIT for what it is, and its own COOKIE ECHO is faster.
      case State.CookieWait wait when sameLocal -> establish(cookie, now);
      case State.CookieEchoed echoed when sameLocal -> establish(cookie, now);
      default -> onOddCookie(cookie);
    }
  }

  /** Action D: the usual end of a collision, or a COOKIE ECHO that was sent twice. */
  private void acknowledgeCookie(long now) {
    context.send(new CookieAck());
    if (context.state() instanceof State.CookieEchoed(Tcb tcb, CookieEcho echo)) {
      enterEstablished(tcb, now);
    }
  }

  private void establish(StateCookie cookie, long now) {
    Tcb tcb = new Tcb(context.options, context.pathMtu, cookie.local(), cookie.peer());
    context.become(new State.CookieEchoed(tcb, new CookieEcho(new byte[0])));
    context.send(new CookieAck());
    enterEstablished(tcb, now);
  }

  /**
   * The peer has started again (action A), or the cookie is of an earlier try (action C, and B
   * after data has flowed). RFC 9260 would go on with the new association; here a DTLS session
   * below belongs to one association, whose messages are lost, so a restart ends it.
   */
  private void onOddCookie(StateCookie cookie) {
    Tcb tcb = context.tcb();
    boolean restarted =
        tcb != null
            && !context.hasEnded()
            && cookie.localTie() == tcb.local.tag()
            && cookie.peerTie() == tcb.peer.tag();
    if (restarted) {
      context.outbox.clear();
      context.end(SctpEvent.Reason.ABORTED_BY_PEER, "the peer started the association again");
    } else {
      context.packetsDropped++;
    }
  }

  void onCookieAck(long now) {
    if (context.state() instanceof State.CookieEchoed(Tcb tcb, CookieEcho echo)) {
      enterEstablished(tcb, now);
    }
  }

  private void enterEstablished(Tcb tcb, long now) {
    context.timers.t1.stop();
    context.become(new State.Established(tcb));
    context.answered();
    heartbeats.start(now);
    context.events.add(new SctpEvent.Up(tcb.outgoingStreams, tcb.incomingStreams));
  }

  /** Section 5.2.6: the cookie was too old, so the handshake begins again. */
  void onError(ErrorReport error, long now) {
    boolean stale = error.causes().stream().anyMatch(c -> c.code() == ErrorCause.STALE_COOKIE);
    if (stale && context.state() instanceof State.CookieEchoed(Tcb tcb, CookieEcho echo)) {
      context.become(new State.CookieWait(tcb.local));
      sendInit(tcb.local, now);
    }
  }
}
