package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.stream.Duplex;
import io.sluice.transport.stream.PipeOutcome;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.PipeOpen;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The pipe of a session, as the loop's thread drives it: the core, and the queues of the user's
 * threads beside it.
 */
final class Pipes {
  private final EventQueue events;
  private final Duplex duplex = new Duplex();
  private @Nullable LocalPipe local;
  private boolean announced;
  private boolean endSent;
  private boolean ended;

  Pipes(EventQueue events) {
    this.events = events;
  }

  /** This side's user asks for the pipe. */
  void ask(LocalPipe pipe) {
    local = pipe;
    duplex.ask();
    tell(pipe);
  }

  void refuse(String reason) {
    duplex.refuse(reason);
  }

  /** Takes a message of the peer's. */
  void receive(PipeMessage message) {
    duplex.receive(message);
    if (message instanceof PipeOpen && duplex.isAsked()) {
      events.add(new PeerEvent.PipeAsked());
    }
    if (local != null) {
      tell(local);
    }
  }

  /** The user has read so many bytes. */
  void taken(long bytes) {
    duplex.taken(bytes);
  }

  /** The user has read all, and it is right. */
  void verified() {
    duplex.verified();
    if (local != null) {
      tell(local);
    }
  }

  /** Gives up both directions. */
  void close(Problem problem, String reason) {
    duplex.close(problem, reason);
    if (local != null) {
      tell(local);
    }
  }

  /** Ends it after the connection has ended. */
  void interrupt(String reason) {
    duplex.connectionLost(reason);
    if (local != null) {
      tell(local);
    }
  }

  /** The next thing to say, or null. */
  @Nullable PipeMessage pollMessage() {
    return duplex.pollMessage();
  }

  /** The next bytes to send, or their end; or null. */
  @Nullable PipeMessage pollContent() {
    LocalPipe pipe = local;
    if (pipe == null || endSent || !duplex.isOpen()) {
      return null;
    }
    ByteBuffer next = pipe.pollOutgoing(duplex.room());
    if (next.hasRemaining()) {
      return duplex.send(next);
    }
    Digest digest = pipe.endOfOutgoing();
    if (digest == null) {
      return null;
    }
    endSent = true;
    return duplex.end(digest);
  }

  /** Passes on what the core has found out. */
  private void tell(LocalPipe pipe) {
    ByteBuffer bytes;
    while ((bytes = duplex.pollArrived()) != null) {
      pipe.arrived(bytes);
    }
    Digest digest = duplex.announced();
    if (digest != null && !announced) {
      announced = true;
      pipe.announced(digest);
    }
    if (duplex.isTaken()) {
      pipe.taken();
    }
    PipeOutcome outcome = duplex.outcome();
    if (outcome != null && !ended) {
      ended = true;
      pipe.ended(outcome);
    }
  }
}
