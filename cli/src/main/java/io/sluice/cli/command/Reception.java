package io.sluice.cli.command;

import io.sluice.cli.print.ArrivalPrinter;
import io.sluice.cli.print.Printer;
import io.sluice.shell.choose.Plan;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receives from one known device, session after session, and goes on after whatever went wrong. */
final class Reception implements Runnable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Context context;
  private final Node node;
  private final ListenCommand.Sender sender;
  private final Printer printer;
  private final @Nullable ArrivalPrinter arrivals;
  private final @Nullable Handler handler;
  private final Object question;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param question held while a person is asked: one question at a time
   */
  Reception(
      Context context,
      Node node,
      ListenCommand.Sender sender,
      Printer printer,
      @Nullable ArrivalPrinter arrivals,
      @Nullable Handler handler,
      Object question) {
    this.context = context;
    this.node = node;
    this.sender = sender;
    this.printer = printer;
    this.arrivals = arrivals;
    this.handler = handler;
    this.question = question;
  }

  @Override
  public void run() {
    printer.note("Listening for " + Plain.of(sender.name()) + ".");
    try {
      while (true) {
        session();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void session() throws InterruptedException {
    try (Pairing pairing = node.host(sender.name());
        Peer peer = await(pairing)) {
      pause = FIRST_PAUSE;
      printer.connected(peer, Duration.ZERO);
      serve(peer);
    } catch (TransportException e) {
      if (e.problem() != Problem.TIMEOUT) {
        tell(e);
        Thread.sleep(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  private static Peer await(Pairing pairing) throws TransportException, InterruptedException {
    Peer peer = null;
    while (peer == null) {
      peer = pairing.await(TICK);
    }
    return peer;
  }

  /** Takes whatever the peer comes with, until it is gone. */
  private void serve(Peer peer) throws InterruptedException {
    Course course = new Course(peer, printer);
    try {
      while (true) {
        switch (peer.nextEvent(TICK)) {
          case PeerEvent.Offered(IncomingTransfer offer) -> receive(offer, peer, course);
          case PeerEvent.Text(String text) -> words(text);
          case PeerEvent.PipeAsked() -> peer.refusePipe("there is no pipe at this end");
          case PeerEvent.Left() -> {
            printer.note(Plain.of(sender.name()) + " is gone.");
            return;
          }
          case PeerEvent.Lost(TransportException reason) -> throw reason;
          // What was refused or received has its end, which is told already.
          case null, default -> {}
        }
      }
    } catch (TransportException e) {
      tell(e);
    }
  }

  private void receive(IncomingTransfer offer, Peer peer, Course course)
      throws TransportException, InterruptedException {
    Plan plan = new Plan(offer, sender.out(), ConflictPolicy.RENAME);
    try {
      synchronized (question) {
        new Consent(context, printer, course).decide(plan, sender);
      }
    } catch (TransportException e) {
      if (peer.isOver() && e.problem() != Problem.REFUSED) {
        throw e;
      }
      tell(e);
      return;
    }
    plan.accept();
    TransferResult result = course.follow(offer);
    printer.result(Side.RECEIVER, offer.manifest(), result);
    if (arrivals != null) {
      arrivals.files(sender.name(), plan.target(), result);
    }
    if (handler != null) {
      try {
        handler.run(sender.name(), plan.target(), result);
      } catch (TransportException e) {
        tell(e);
      }
    }
  }

  private void words(String text) {
    if (arrivals == null) {
      printer.text(text);
    } else {
      arrivals.words(sender.name(), text);
    }
  }

  private void tell(TransportException e) {
    String sentence = String.valueOf(e.getMessage());
    printer.failure(sentence);
    if (arrivals != null) {
      arrivals.problem(sender.name(), e.problem(), sentence);
    }
  }
}
