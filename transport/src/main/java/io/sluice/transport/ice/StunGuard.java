package io.sluice.transport.ice;

import io.sluice.transport.ice.StunGuard.Verdict;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes in from the network. STUN needs proof that its sender knows the secret, in
 * requests and in responses alike (ice4j verifies neither by default, and responses never); other
 * datagrams come in from addresses that gave such a proof, and after the selection from the
 * selected one alone.
 *
 * <pre>
 *   open ──pin──▶ pinned ──seal──▶ sealed
 *     ▲             │                │
 *     └────reopen───┴────────────────┘
 * </pre>
 */
final class StunGuard {
  /** What to do with a STUN message. */
  enum Verdict {
    /** Give it to ice4j. */
    PASS,
    /** Forget it, and answer nothing. */
    DROP,
    /** A second user of the code: answer {@link #FORBIDDEN}. */
    REFUSE,
    /** The peer tells that it has another partner. */
    REFUSED
  }

  /** RFC 5389 section 15.6 calls it 403; the reason tells ours from ice4j's. */
  static final int FORBIDDEN = 403;

  static final String FORBIDDEN_REASON = "In use by another peer";

  /** Addresses from which one peer may prove itself: it has candidates, and NATs before them. */
  private static final int MAX_PROVEN = 64;

  /** How many second users are told apart. */
  private static final int MAX_STRANGERS = 64;

  private final Reach reach;
  private volatile IceCredentials credentials;
  private final Set<InetSocketAddress> proven = ConcurrentHashMap.newKeySet();
  private final Set<InetSocketAddress> strangers = ConcurrentHashMap.newKeySet();
  private final AtomicLong rejected = new AtomicLong();
  private volatile @Nullable InetSocketAddress pinned;
  private volatile long peerTieBreaker;
  private volatile boolean sealed;
  private volatile boolean peerMayMove;

  StunGuard(IceCredentials credentials, Reach reach) {
    this.credentials = credentials;
    this.reach = reach;
  }

  /** From now on the peer is known by these. */
  void credentials(IceCredentials complete) {
    credentials = complete;
  }

  Verdict judge(StunMessage message, InetSocketAddress from) {
    if (!reach.includes(from.getAddress())) {
      return Verdict.DROP;
    }
    boolean request = message.type() == StunMessage.BINDING_REQUEST;
    if (!isProven(message)) {
      rejected.incrementAndGet();
      return Verdict.DROP;
    }
    InetSocketAddress selected = pinned;
    if (selected != null && !selected.equals(from)) {
      // A peer that only checks another of its addresses, or moved to it, is no second user.
      boolean stranger = request && message.tieBreaker() != peerTieBreaker;
      return sealed && stranger ? Verdict.REFUSE : Verdict.DROP;
    }
    if (message.isError(FORBIDDEN, FORBIDDEN_REASON)) {
      return Verdict.REFUSED;
    }
    if (!proven.contains(from) && (proven.size() >= MAX_PROVEN || !proven.add(from))) {
      return Verdict.DROP;
    }
    if (request) {
      peerTieBreaker = message.tieBreaker();
    }
    return Verdict.PASS;
  }

  private boolean isProven(StunMessage message) {
    IceCredentials known = credentials;
    return known.areComplete() && isProven(message, known);
  }

  private static boolean isProven(StunMessage message, IceCredentials credentials) {
    return switch (message.type()) {
      // RFC 8445 section 7.3: our fragment first, under our password.
      case StunMessage.BINDING_REQUEST ->
          message.hasUsername(credentials.inboundUsername())
              && message.isProvenBy(credentials.localPassword());
      // RFC 8445 section 7.2.2: under the password of the request, which was the peer's.
      case StunMessage.BINDING_SUCCESS, StunMessage.BINDING_ERROR ->
          message.isProvenBy(credentials.remotePassword());
      default -> false;
    };
  }

  /** Whether a datagram that is not STUN may come in from this address. */
  boolean admits(InetSocketAddress from) {
    InetSocketAddress selected = pinned;
    if (selected == null) {
      return proven.contains(from);
    }
    return selected.equals(from) || (peerMayMove && reach.includes(from.getAddress()));
  }

  /** Whether data comes in from anywhere within reach, for a peer that is not heard any more. */
  void letPeerMove(boolean may) {
    peerMayMove = may;
  }

  /** Whether ice4j may send to this address: after the selection, to the selected one alone. */
  boolean permits(InetSocketAddress to) {
    InetSocketAddress selected = pinned;
    return selected == null ? reach.includes(to.getAddress()) : selected.equals(to);
  }

  /** A pair is selected: from now on there is one peer address. */
  void pin(InetSocketAddress remote) {
    pinned = remote;
  }

  /** The peer is known to be the right one: who else proves the secret is told so. */
  void seal() {
    sealed = true;
  }

  /** Back to the beginning, for another attempt. */
  void reopen() {
    sealed = false;
    pinned = null;
    proven.clear();
  }

  /** Notes who was refused; whether that is the first time. */
  boolean noteStranger(InetSocketAddress from) {
    return strangers.size() < MAX_STRANGERS && strangers.add(from);
  }

  /** How many STUN messages came without proof. */
  long rejected() {
    return rejected.get();
  }
}
