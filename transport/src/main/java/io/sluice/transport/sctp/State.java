package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.CookieEcho;
import org.jspecify.annotations.Nullable;

/**
 * The states of an association (RFC 9260 section 4), each with what it means something for.
 *
 * <pre>
 *            connect: INIT            INIT ACK: COOKIE ECHO             COOKIE ACK
 *   Closed ───────────────▶ CookieWait ───────────────▶ CookieEchoed ───────────────▶ Established
 *      └──────────────────────────┴─── COOKIE ECHO: COOKIE ACK ──┴──────────────────────▲
 *
 *                shutdown              all acknowledged: SHUTDOWN
 *   Established ──────────▶ ShutdownPending ──────────▶ ShutdownSent ── SHUTDOWN ACK ──▶ Ended
 *        │ SHUTDOWN               │ SHUTDOWN                 │ SHUTDOWN
 *        └────────▶ ShutdownReceived ── all acknowledged ──▶ ShutdownAckSent ── SHUTDOWN COMPLETE ──▶ Ended
 *                                       SHUTDOWN ACK
 * </pre>
 *
 * ABORT, or silence of the peer, leads from every state to Ended, which is final.
 */
sealed interface State {

  /** What both sides chose, once they have. */
  default @Nullable Tcb tcb() {
    return null;
  }

  /** The tag that packets must carry to belong to the association, 0 when there is none. */
  default int localTag() {
    Tcb tcb = tcb();
    return tcb == null ? 0 : tcb.local.tag();
  }

  /** Whether new and lost DATA may leave (RFC 9260 section 9.2). */
  default boolean sendsData() {
    return this instanceof Established
        || this instanceof ShutdownPending
        || this instanceof ShutdownReceived;
  }

  /** Whether DATA of the peer is taken (RFC 9260 section 6). */
  default boolean receivesData() {
    return this instanceof Established
        || this instanceof ShutdownPending
        || this instanceof ShutdownSent;
  }

  /** Whether requests about streams are answered: until everything is acknowledged. */
  default boolean receivesReconfig() {
    return sendsData() || receivesData();
  }

  /** Nothing has been sent; an INIT is answered all the same. */
  record Closed() implements State {}

  /** INIT was sent. */
  record CookieWait(Local local) implements State {
    @Override
    public int localTag() {
      return local.tag();
    }
  }

  /** COOKIE ECHO was sent. */
  record CookieEchoed(Tcb tcb, CookieEcho echo) implements State {}

  record Established(Tcb tcb) implements State {}

  /** This side wants to end and waits for its data to be acknowledged. */
  record ShutdownPending(Tcb tcb) implements State {}

  /** SHUTDOWN was sent. */
  record ShutdownSent(Tcb tcb) implements State {}

  /** The peer wants to end; data of this side is still to be acknowledged. */
  record ShutdownReceived(Tcb tcb) implements State {}

  /** SHUTDOWN ACK was sent. */
  record ShutdownAckSent(Tcb tcb) implements State {}

  /** Over. Messages that were received may still be taken. */
  record Ended(@Nullable Tcb tcb, SctpEvent.Reason reason) implements State {
    @Override
    public int localTag() {
      return 0;
    }
  }
}
