package io.sluice.transport.session;

import io.sluice.crypto.dtls.KeyLimitException;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.udp.DatagramBatch;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a connected peer, and the table of contents of all that happens with it: take
 * one input, feed it with the time to the core it belongs to, drain every output, repeat.
 *
 * <pre>
 *   datagrams ─▶ path (DTLS) ─▶ engine (SCTP) ─▶ conversation ─▶ transfers ─▶ disk threads
 *   commands, disk results ─────────────────────────────────────▶ transfers
 *   transfers ─▶ conversation ─▶ engine ─▶ path ─▶ datagrams
 * </pre>
 */
final class PeerLoop implements Runnable {
  /** How long to wait for what was sent to arrive, after the goodbye. */
  private static final long FAREWELL_NANOS = Duration.ofSeconds(3).toNanos();

  private static final long TICK_NANOS = Duration.ofMillis(500).toNanos();

  private final Inbox inbox;
  private final DatagramExchange exchange;
  private final SecurePath path;
  private final Engine engine;
  private final Conversation conversation;
  private final Silence silence;
  private @Nullable TransportException lost;
  private boolean over;
  private long leaveBy = Long.MAX_VALUE;

  PeerLoop(
      Inbox inbox,
      DatagramExchange exchange,
      SecurePath path,
      Engine engine,
      Conversation conversation,
      Silence silence) {
    this.inbox = inbox;
    this.exchange = exchange;
    this.path = path;
    this.engine = engine;
    this.conversation = conversation;
    this.silence = silence;
  }

  @Override
  public void run() {
    try {
      engine.connect(System.nanoTime());
      drain(System.nanoTime());
      while (!over) {
        step();
      }
    } catch (IOException e) {
      lose("the network of this machine failed: " + e.getMessage());
    } catch (InterruptedException e) {
      lose("it was interrupted");
    } catch (KeyLimitException e) {
      lose("its keys are used up and could not be renewed; pair again for the rest");
    } catch (RuntimeException e) {
      over = true;
      lost =
          new TransportException(Problem.OTHER, "The connection ended by an error of sluice.", e);
    } finally {
      engine.close();
      path.close();
      inbox.close();
    }
  }

  /** Why the connection was lost; null if it ended in good order. For after {@link #run}. */
  @Nullable TransportException lost() {
    return lost;
  }

  /** Says goodbye, and ends when the peer has everything, or after a while. */
  void leave(long now) {
    if (leaveBy == Long.MAX_VALUE) {
      leaveBy = now + FAREWELL_NANOS;
      conversation.sayGoodbye();
    }
  }

  private void step() throws IOException, InterruptedException {
    Input input = inbox.poll(waitUntil(System.nanoTime()));
    long now = System.nanoTime();
    switch (input) {
      case null -> {}
      case Input.Datagrams(DatagramBatch batch) -> {
        path.receive(batch, engine, now);
        exchange.giveBack(batch);
      }
      case Input.Command(Input.Step step) -> step.run(now);
    }
    if (engine.nextTimeout() <= now) {
      engine.handleTimeout(now);
    }
    drain(now);
    checkEnd(now);
  }

  private long waitUntil(long now) {
    long untilNext = Math.min(engine.nextTimeout() - now, conversation.delay(now));
    return Math.min(untilNext, TICK_NANOS);
  }

  private void drain(long now) throws IOException {
    takeEvents(now);
    boolean moved;
    do {
      moved = conversation.read(now);
      moved |= conversation.write(now);
      moved |= path.transmit(engine, now);
    } while (moved);
    conversation.settle(now);
    TransportException failure = conversation.failure();
    if (failure != null && leaveBy == Long.MAX_VALUE) {
      lost = failure;
      leave(now);
      conversation.write(now);
    }
    if (leaveBy != Long.MAX_VALUE && conversation.isSilent()) {
      engine.shutdown(now);
      path.transmit(engine, now);
    }
    takeEvents(now);
  }

  private void takeEvents(long now) {
    SctpEvent event;
    while ((event = engine.pollEvent()) != null) {
      switch (event) {
        case SctpEvent.Closed closed -> {
          over = true;
          explain(closed);
        }
        case SctpEvent.Restarted _ -> engine.abort("a restart within one session", now);
        case SctpEvent.Up _,
            SctpEvent.IncomingReset _,
            SctpEvent.OutgoingReset _,
            SctpEvent.BufferedAmountLow _ ->
            conversation.receive(event, now);
      }
    }
  }

  private void checkEnd(long now) {
    if (now - leaveBy >= 0 && leaveBy != Long.MAX_VALUE) {
      engine.abort("leaving", now);
      over = true;
    } else if (path.isClosedByPeer() && !over) {
      over = true;
      if (conversation.hasPeerLeft()) {
        hearComplaint();
      } else {
        lose("the other side ended it");
      }
    } else if (!over) {
      String gone = silence.check(path.lastHeard(), now);
      path.letPeerMove(silence.isSilent());
      if (gone != null) {
        lose(gone);
      }
    }
  }

  private void explain(SctpEvent.Closed closed) {
    switch (closed.reason()) {
      case SHUTDOWN -> hearComplaint();
      case ABORTED_BY_PEER -> {
        if (conversation.hasPeerLeft()) {
          hearComplaint();
        } else {
          lose("the other side ended it");
        }
      }
      case ABORTED -> lose("the other side broke the protocol");
      case PEER_SILENT -> lose("the other side does not answer any more");
    }
  }

  /** The peer has taken leave; maybe not in good order. */
  private void hearComplaint() {
    if (lost == null) {
      lost = conversation.complaint();
    }
  }

  private void lose(String how) {
    over = true;
    if (lost == null && leaveBy == Long.MAX_VALUE) {
      lost = new TransportException(Problem.INTERRUPTED, "The connection was lost: " + how + ".");
    }
  }
}
