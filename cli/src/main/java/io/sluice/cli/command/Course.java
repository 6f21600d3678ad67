package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.shell.view.PauseText;
import io.sluice.shell.view.SilenceText;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens with a peer while a command waits for something. */
final class Course {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Peer peer;
  private final Printer printer;

  Course(Peer peer, Printer printer) {
    this.peer = peer;
    this.printer = printer;
  }

  /** What a peer may come with. */
  sealed interface Arrival {
    /** Files, to be accepted or refused. */
    record Files(IncomingTransfer offer) implements Arrival {}

    /** Words, not escaped. */
    record Words(String text) implements Arrival {}
  }

  /** Waits for what the peer has to send, as long as the peer is there. */
  Arrival awaitArrival() throws TransportException, InterruptedException {
    long began = System.nanoTime();
    boolean told = false;
    while (true) {
      PeerEvent event = peer.nextEvent(TICK);
      if (event instanceof PeerEvent.Offered(IncomingTransfer transfer)) {
        return new Arrival.Files(transfer);
      }
      if (event instanceof PeerEvent.Text(String text)) {
        return new Arrival.Words(text);
      }
      if (event instanceof PeerEvent.Finished(Transfer _, TransferResult result)) {
        // An offer that nobody may be asked about, for it broke the rules.
        throw failed(result);
      }
      if (event != null) {
        passOver(event, "The other side left without offering anything.");
      }
      if (!told && System.nanoTime() - began > SOON.toNanos()) {
        printer.note("Waiting for the other side to offer files.");
        told = true;
      }
    }
  }

  /** Waits until the peer has taken the words that were said. */
  void awaitTextTaken() throws TransportException, InterruptedException {
    PeerEvent event = null;
    while (!(event instanceof PeerEvent.TextTaken)) {
      event = peer.nextEvent(TICK);
      if (event instanceof PeerEvent.Offered(IncomingTransfer other)) {
        other.refuse(Problem.REFUSED, "only words go this way");
      } else if (event != null) {
        passOver(event, "The other side left before it had taken the text.");
      }
    }
  }

  /** Shows the progress of a transfer until its end. */
  TransferResult follow(Transfer transfer) throws TransportException, InterruptedException {
    while (true) {
      TransferResult result = step(transfer, TICK);
      if (result != null) {
        return result;
      }
      printer.progress(transfer.progress());
    }
  }

  /**
   * Takes the next thing that happens.
   *
   * @return how the transfer ended, or null if it has not
   * @throws TransportException if the peer is gone before that end
   */
  @Nullable TransferResult step(Transfer transfer, Duration patience)
      throws TransportException, InterruptedException {
    PeerEvent event = peer.nextEvent(patience);
    TransferResult result = transfer.await(Duration.ZERO);
    if (result != null || event == null) {
      return result;
    }
    switch (event) {
      case PeerEvent.Finished(Transfer ended, TransferResult how) when ended.equals(transfer) -> {
        return how;
      }
      case PeerEvent.Paused(Transfer paused, String reason) ->
          printer.warning(PauseText.paused(paused, reason));
      case PeerEvent.Resumed(Transfer _) -> printer.note(PauseText.RESUMED);
      case PeerEvent.Offered(IncomingTransfer other) ->
          other.refuse(Problem.REFUSED, "one transfer at a time goes this way");
      default -> passOver(event, "The other side left before everything had arrived.");
    }
    return null;
  }

  private static TransportException failed(TransferResult result) {
    Problem problem = result.problem();
    return new TransportException(problem == null ? Problem.OTHER : problem, result.message());
  }

  /** Events that are nobody's answer, but may be the last, or a warning. */
  private void passOver(PeerEvent event, String left) throws TransportException {
    if (event instanceof PeerEvent.PipeAsked) {
      peer.refusePipe("there is no pipe at this end");
      printer.warning("The other side wants a pipe, which takes sluice pipe on both sides.");
    }
    if (event instanceof PeerEvent.CodeTriedAgain) {
      printer.note("Somebody else tried to use this code, and was refused.");
    }
    if (event instanceof PeerEvent.Silent) {
      printer.warning(SilenceText.SILENT);
    }
    if (event instanceof PeerEvent.Heard) {
      printer.note(SilenceText.HEARD);
    }
    if (event instanceof PeerEvent.Lost(TransportException reason)) {
      throw reason;
    }
    if (event instanceof PeerEvent.Left) {
      throw new TransportException(Problem.INTERRUPTED, left);
    }
  }
}
