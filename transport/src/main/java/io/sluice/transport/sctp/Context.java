package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.tx.StreamSettings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the concerns of one association share: its state, its timers, what it wants to say. */
final class Context {
  final SctpOptions options;
  final MemoryBudget budget;
  final RandomGenerator random;
  final Timers timers = new Timers();
  final Outbox outbox = new Outbox();
  final StreamSettings streamSettings = new StreamSettings();
  final ArrayDeque<SctpEvent> events = new ArrayDeque<>();

  int pathMtu;
  long packetsSent;
  long packetsReceived;
  long packetsDropped;

  /** Whether the peer may have heard that packets without checksum are accepted (RFC 9653). */
  boolean zeroChecksumAnnounced;

  private State state = new State.Closed();
  private @Nullable Tcb tcb;
  private int unanswered;

  Context(SctpOptions options, MemoryBudget budget, RandomGenerator random) {
    this.options = options;
    this.budget = budget;
    this.random = random;
    this.pathMtu = options.pathMtu();
  }

  State state() {
    return state;
  }

  /** The block of the present state, or null. */
  @Nullable Tcb tcb() {
    return tcb;
  }

  void become(State next) {
    Tcb before = tcb;
    state = next;
    tcb = next.tcb();
    if (before != null && before != tcb) {
      before.receiver.close();
    }
  }

  boolean hasEnded() {
    return state instanceof State.Ended;
  }

  /** Whether it ended while the peer may still believe in it. */
  boolean hasEndedAlone() {
    return state instanceof State.Ended(var block, var reason)
        && (reason == SctpEvent.Reason.ABORTED || reason == SctpEvent.Reason.PEER_SILENT);
  }

  /** What INIT and INIT ACK of this side say. */
  InitFields initFields(Local local, List<Parameter> parameters) {
    int streams = options.streams();
    return new InitFields(
        local.tag(), options.receiveWindow(), streams, streams, local.initialTsn(), parameters);
  }

  /** Sends a control chunk to the peer of the present block. */
  void send(Chunk chunk) {
    if (tcb != null) {
      outbox.add(tcb.peer.tag(), chunk);
    }
  }

  /** The peer has answered: it is alive. */
  void answered() {
    unanswered = 0;
  }

  /**
   * The peer has let a timeout pass (RFC 9260 section 8.1); too many in a row end the association.
   *
   * @return whether they did
   */
  boolean countUnanswered() {
    unanswered++;
    if (unanswered <= options.maxRetransmissions()) {
      return false;
    }
    end(SctpEvent.Reason.PEER_SILENT, "no answer to " + unanswered + " transmissions");
    return true;
  }

  /** The association is over. What waits in the outbox may still leave. */
  void end(SctpEvent.Reason reason, String detail) {
    if (!hasEnded()) {
      timers.stopAll();
      become(new State.Ended(tcb, reason));
      events.add(new SctpEvent.Closed(reason, detail));
    }
  }

  /** Ends the association and tells the peer why (RFC 9260 section 9.1). */
  void abort(ErrorCause cause) {
    if (hasEnded()) {
      return;
    }
    outbox.clear();
    send(new Abort(false, List.of(cause)));
    end(SctpEvent.Reason.ABORTED, cause.describe());
  }
}
