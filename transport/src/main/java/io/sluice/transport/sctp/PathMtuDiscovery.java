package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sctp.packet.Packet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the largest packet that the path carries (RFC 8899), by probes without user data. ICMP is
 * not asked: through DTLS and NATs it does not come, and nobody vouches for it.
 *
 * <pre>
 *           base passed                nothing larger passes
 *   Base ─────────────────▶ Searching ──────────────────────▶ SearchComplete
 *   │  ▲                     │     ▲                            │       │
 *   │  │◀──── black hole ────┘     └──────── raise timer ───────┘       │
 *   │  │◀──── black hole ───────────────────────────────────────────────┘
 *   │  └── retry timer ──┐
 *   └── base lost ──▶ PathError
 * </pre>
 *
 * In Searching and SearchComplete every retransmission of data raises the doubt whether the path
 * still carries what it did: then the present size is probed, and if it is lost as often as a size
 * that never passed, the path has become a black hole (section 4.3).
 */
final class PathMtuDiscovery {
  /** PMTU_RAISE_TIMER (section 5.1.1). */
  private static final long RAISE_NANOS = Duration.ofMinutes(10).toNanos();

  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  /** Doubts about a path that loses packets all the time cost no more than a probe in this time. */
  private static final long TRUST_NANOS = Duration.ofSeconds(1).toNanos();

  /** How far the short packet of a probe may overtake the long one, beyond half a round trip. */
  private static final long REORDERING_NANOS = Duration.ofMillis(2).toNanos();

  private static final int MOST_DOUBLINGS = 5;

  private final Context context;
  private final int base;
  private final int max;
  private Phase phase = new Phase.Base();
  private @Nullable MtuProbe probe;

  /** Probes of one size that were lost, outside a search. */
  private int losses;

  /** Probes in a row of which neither packet was answered. */
  private int unanswered;

  /** Whether the present size is in doubt. */
  private boolean doubtful;

  private long trustedUntil = Long.MIN_VALUE;
  private long retransmissions;

  /** The states of section 5.2. */
  private sealed interface Phase {

    /** Does the size pass that every path should carry? */
    record Base() implements Phase {}

    /** What is the largest that passes? */
    record Searching(MtuSearch search) implements Phase {}

    /** It is known, for the time being. */
    record SearchComplete(long raiseAt) implements Phase {}

    /** ERROR: not even the base passes. Packets are small, and IP may fragment them. */
    record PathError() implements Phase {}
  }

  PathMtuDiscovery(Context context) {
    this.context = context;
    base = context.options.pathMtu();
    max = context.options.maxPathMtu();
  }

  /**
   * Whether IP should fragment a packet of that length rather than drop it: a chunk was cut when
   * the path carried more, and cannot be cut again (RFC 9260 section 6.9), or no size is known to
   * pass.
   */
  boolean mayBeFragmented(int length) {
    return length > context.pathMtu || context.pathMtu < base;
  }

  /**
   * Writes the chunks of the next packet of a probe, if one is due.
   *
   * @param at after the room for the packet's header
   * @return the offset after them, {@code at} when none is due
   */
  int write(Tcb tcb, byte[] into, int at, long now) {
    if (max <= base || !context.state().sendsData() || into.length - at < max - Packet.HEADER) {
      return at;
    }
    doubtIfRetransmitted(tcb, now);
    if (probe == null) {
      int size = sizeToProbe();
      probe = size == 0 ? null : new MtuProbe(size, context.random);
    }
    if (probe == null || probe.isSent()) {
      return at;
    }
    int end = probe.write(into, at);
    if (probe.isSent()) {
      context.timers.pathMtu.start(now + patience(tcb));
    }
    return end;
  }

  private int sizeToProbe() {
    if (doubtful) {
      return context.pathMtu;
    }
    return switch (phase) {
      case Phase.Base b -> base;
      case Phase.Searching(MtuSearch search) -> search.next();
      case Phase.SearchComplete c -> 0;
      case Phase.PathError e -> 0;
    };
  }

  /** PROBE_TIMER (section 5.1.1): as long as an answer may take, and longer on a silent path. */
  private long patience(Tcb tcb) {
    long doubled = tcb.rto.timeout() << Math.min(unanswered, MOST_DOUBLINGS);
    return Math.min(doubled, context.options.maxRto().toNanos());
  }

  private void doubtIfRetransmitted(Tcb tcb, long now) {
    long count = tcb.sender.retransmissions();
    if (count != retransmissions) {
      retransmissions = count;
      boolean passedOnce =
          phase instanceof Phase.Searching || phase instanceof Phase.SearchComplete;
      doubtful |= passedOnce && now >= trustedUntil;
    }
  }

  /** The timer has expired: of a probe, of the search, or of the error. */
  void handleTimeout(Tcb tcb, long now) {
    MtuProbe over = probe;
    probe = null;
    if (over == null) {
      phase =
          phase instanceof Phase.PathError
              ? new Phase.Base()
              : new Phase.Searching(new MtuSearch(context.pathMtu, max));
    } else if (over.plainReturned()) {
      lost(over.size(), tcb, now);
    } else {
      // The path lost both, or is silent: nothing was learned about the size.
      unanswered++;
    }
  }

  /** Whether this was the answer to a probe, and has been taken. */
  boolean onHeartbeatAck(HeartbeatAck answer, Tcb tcb, long now) {
    MtuProbe asked = probe;
    if (asked == null) {
      return false;
    }
    switch (asked.answer(answer.echo())) {
      case NONE -> {
        return false;
      }
      case PADDED -> {
        probe = null;
        context.timers.pathMtu.stop();
        passed(asked.size(), tcb, now);
      }
      case PLAIN -> context.timers.pathMtu.start(now + tcb.rto.smoothed() / 2 + REORDERING_NANOS);
    }
    unanswered = 0;
    context.answered();
    return true;
  }

  private void passed(int size, Tcb tcb, long now) {
    losses = 0;
    endDoubt(now);
    if (size > context.pathMtu) {
      context.pathMtu = size;
      tcb.sender.pathMtu(size);
    }
    switch (phase) {
      case Phase.Base b -> phase = new Phase.Searching(new MtuSearch(size, max));
      case Phase.Searching(MtuSearch search) -> {
        search.passed(size);
        completeIfOver(search, now);
      }
      case Phase.SearchComplete c -> {}
      case Phase.PathError e -> {}
    }
  }

  private void lost(int size, Tcb tcb, long now) {
    if (phase instanceof Phase.Searching(MtuSearch search) && size > context.pathMtu) {
      search.lost(size);
      completeIfOver(search, now);
      return;
    }
    losses++;
    if (losses == MtuSearch.MAX_PROBES) {
      losses = 0;
      shrink(tcb, now);
    }
  }

  private void completeIfOver(MtuSearch search, long now) {
    if (search.next() == 0) {
      phase = new Phase.SearchComplete(now + RAISE_NANOS);
      context.timers.pathMtu.start(now + RAISE_NANOS);
    }
  }

  /** The size in use, or the base, does not pass, though short packets do. */
  private void shrink(Tcb tcb, long now) {
    endDoubt(now);
    int narrower = Math.min(base, SctpOptions.MIN_PATH_MTU);
    if (context.pathMtu > base) {
      phase = new Phase.Base();
      narrower = base;
    } else {
      phase = new Phase.PathError();
      context.timers.pathMtu.start(now + RETRY_NANOS);
    }
    if (context.pathMtu > narrower) {
      context.pathMtu = narrower;
      tcb.sender.pathNarrowed(narrower, now);
    }
  }

  private void endDoubt(long now) {
    if (!doubtful) {
      return;
    }
    doubtful = false;
    trustedUntil = now + TRUST_NANOS;
    if (phase instanceof Phase.SearchComplete(long raiseAt)) {
      context.timers.pathMtu.start(raiseAt);
    }
  }
}
