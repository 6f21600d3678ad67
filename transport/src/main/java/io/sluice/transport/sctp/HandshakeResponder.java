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
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The side that is asked for an association, in whatever state it is (RFC 9260 sections 5.1 and
 * 5.2). All it keeps of an INIT is in the cookie that it sends.
 */
final class HandshakeResponder {
  private final Context context;
  private final Handshake handshake;
  private final Shutdowns shutdowns;
  private final Capabilities capabilities;
  private final StateCookie.Signer signer;

  HandshakeResponder(Context context, Handshake handshake, Shutdowns shutdowns) {
    this.context = context;
    this.handshake = handshake;
    this.shutdowns = shutdowns;
    capabilities = Capabilities.of(context.options);
    signer = new StateCookie.Signer(context.random);
  }

  /** An INIT came, alone in its packet and with tag 0. */
  void onInit(Init init, long now) {
    InitFields fields = init.fields();
    if (fields.tag() == 0 || context.hasEnded()) {
      return;
    }
    ErrorCause objection = InitParameters.objectionTo(fields);
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
    parameters.addAll(answerTo(cookie.peer()).parameters());
    parameters.addAll(InitParameters.unrecognized(fields));
    context.outbox.add(fields.tag(), new InitAck(context.initFields(cookie.local(), parameters)));
  }

  /**
   * What the INIT ACK announces: what the INIT did too. More would not be used, would make the
   * answer to a forged INIT larger, and there are peers that drop an INIT ACK with a parameter they
   * do not know (pion before 1.8.10).
   */
  private Capabilities answerTo(Peer peer) {
    Capabilities announced = capabilities.and(peer.capabilities());
    context.zeroChecksumAnnounced |= announced.zeroChecksum();
    return announced;
  }

  private StateCookie cookieFor(InitFields fields, long now) {
    Peer peer = Peer.of(fields);
    Parameter preservative = InitParameters.find(fields, Parameter.COOKIE_PRESERVATIVE);
    long more =
        preservative == null || preservative.value().length != 4
            ? 0
            : Wire.u32(preservative.value(), 0);
    long life = StateCookie.lifeWith(more);
    Tcb tcb = context.tcb();
    return switch (context.state()) {
      // Section 5.2.1: the INITs have crossed; both keep what they chose.
      case State.CookieWait(Local local) -> new StateCookie(now, life, local, peer, 0, 0);
      case State.CookieEchoed(Tcb ours, CookieEcho echo) ->
          new StateCookie(now, life, ours.local, peer, ours.local.tag(), ours.peer.tag());
      // Section 5.2.2: the tie tags prove later that it is the same peer, started again.
      default ->
          new StateCookie(
              now,
              life,
              Local.choose(context.random),
              peer,
              tcb == null ? 0 : tcb.local.tag(),
              tcb == null ? 0 : tcb.peer.tag());
    };
  }

  /** What is to be done with a cookie: the table of RFC 9260 section 5.2.4. */
  private enum Action {
    /** Nothing exists yet. */
    SET_UP,
    /** A: the peer has started again. */
    RESTART,
    /** B: the INITs have crossed, and the peer has another tag than its INIT ACK said. */
    TAKE_PEER,
    /** D: the usual end of a collision, or a COOKIE ECHO that was sent twice. */
    ACKNOWLEDGE,
    /** C and all that is not in the table: the cookie is of an earlier try. */
    DISCARD
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
    Action action = actionFor(cookie);
    long staleness = cookie.stalenessAt(now);
    if (action != Action.ACKNOWLEDGE && staleness > 0) {
      int micros = (int) Math.min(Integer.MAX_VALUE, staleness / 1000);
      ErrorReport stale = new ErrorReport(List.of(ErrorCause.staleCookie(micros)));
      context.outbox.add(cookie.peer().tag(), stale);
      return;
    }
    switch (action) {
      case SET_UP -> setUp(cookie, now);
      case RESTART -> restart(cookie, now);
      case TAKE_PEER -> takePeer(cookie, now);
      case ACKNOWLEDGE -> {
        context.send(new CookieAck());
        handshake.onCookieAck(now);
      }
      case DISCARD -> context.packetsDropped++;
    }
  }

  private Action actionFor(StateCookie cookie) {
    if (context.state() instanceof State.Closed) {
      return Action.SET_UP;
    }
    if (context.hasEnded()) {
      return Action.DISCARD;
    }
    @Nullable Tcb tcb = context.tcb();
    boolean samePeer = tcb != null && cookie.peer().tag() == tcb.peer.tag();
    if (cookie.local().tag() == context.state().localTag()) {
      return samePeer ? Action.ACKNOWLEDGE : Action.TAKE_PEER;
    }
    boolean tied =
        tcb != null && cookie.localTie() == tcb.local.tag() && cookie.peerTie() == tcb.peer.tag();
    return tied && !samePeer ? Action.RESTART : Action.DISCARD;
  }

  private void setUp(StateCookie cookie, long now) {
    Tcb tcb = tcbOf(cookie);
    handshake.establish(tcb, now);
    context.send(new CookieAck());
    context.events.add(new SctpEvent.Up(tcb.outgoingStreams, tcb.incomingStreams));
  }

  private Tcb tcbOf(StateCookie cookie) {
    return new Tcb(context, cookie.local(), cookie.peer(), cookie.createdAt());
  }

  /**
   * Action B. Once data may have flowed, the peer with another tag is one that knows none of it.
   */
  private void takePeer(StateCookie cookie, long now) {
    Tcb tcb = context.tcb();
    boolean setsUp =
        context.state() instanceof State.CookieWait
            || context.state() instanceof State.CookieEchoed;
    if (setsUp) {
      setUp(cookie, now);
    } else if (tcb != null && cookie.createdAt() - tcb.agreedAt > 0) {
      restart(cookie, now);
    } else {
      context.packetsDropped++;
    }
  }

  /**
   * Action A: as after an ABORT and a new COOKIE ECHO. What was not delivered is lost; streams,
   * their number, and everything that was learned of the path begin anew.
   */
  private void restart(StateCookie cookie, long now) {
    if (context.state() instanceof State.ShutdownAckSent) {
      context.send(new ShutdownAck());
      context.send(new ErrorReport(List.of(ErrorCause.cookieWhileShuttingDown())));
      return;
    }
    boolean leaving =
        context.state() instanceof State.ShutdownPending
            || context.state() instanceof State.ShutdownSent;
    Tcb tcb = tcbOf(cookie);
    context.outbox.clear();
    handshake.establish(tcb, now);
    context.send(new CookieAck());
    context.events.add(new SctpEvent.Restarted(tcb.outgoingStreams, tcb.incomingStreams));
    if (leaving) {
      shutdowns.begin(now);
    }
  }
}
