package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.Durations;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time from a shown or taken code to a connected peer. */
final class Meeting {
  private static final Duration TICK = Duration.ofMillis(100);

  /** Where one paste is enough, the connection is there before anybody could read a second code. */
  private static final Duration SOON = Duration.ofMillis(1500);

  private final Pairing pairing;
  private final Replies replies;
  private final Printer printer;

  Meeting(Pairing pairing, Replies replies, Printer printer) {
    this.pairing = pairing;
    this.replies = replies;
    this.printer = printer;
  }

  /**
   * Waits at the side that answers. On a terminal its code is shown only when it seems to be
   * needed.
   *
   * @param patience how long, or null for as long as the pairing itself tries
   */
  static Peer answering(
      Pairing pairing, Printer printer, Console console, @Nullable Duration patience)
      throws TransportException, InterruptedException {
    pairing.notices().forEach(printer::warning);
    Meeting meeting = new Meeting(pairing, Replies.NONE, printer);
    if (pairing.code().kind() == PairingCode.Kind.SHORT) {
      printer.note("Looking for the code in this network.");
      return meeting.await(patience);
    }
    if (console.terminals().out()) {
      return meeting.awaitThenShowCode(SOON, patience);
    }
    printer.code(pairing.code());
    return meeting.await(patience);
  }

  /**
   * Waits for the peer, and hands in the replies that come.
   *
   * @param patience how long, or null for as long as the pairing itself tries
   */
  Peer await(@Nullable Duration patience) throws TransportException, InterruptedException {
    long began = System.nanoTime();
    while (true) {
      Peer peer = pairing.await(TICK);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (peer != null) {
        printer.connected(peer, took);
        return peer;
      }
      if (patience != null && took.compareTo(patience) > 0) {
        throw new TransportException(
            Problem.NO_CONNECTION, "No connection within " + Durations.text(patience) + ".");
      }
      takeReply();
    }
  }

  /** As {@link #await}, but a short while first, without the reply code on the screen. */
  private Peer awaitThenShowCode(Duration shortWhile, @Nullable Duration patience)
      throws TransportException, InterruptedException {
    long began = System.nanoTime();
    Peer peer = pairing.await(shortWhile);
    if (peer != null) {
      printer.connected(peer, Duration.ofNanos(System.nanoTime() - began));
      return peer;
    }
    printer.code(pairing.code());
    return await(patience);
  }

  private void takeReply() throws TransportException, InterruptedException {
    String reply = replies.poll();
    if (reply == null) {
      return;
    }
    try {
      pairing.reply(reply);
      printer.note("Reply code taken; connecting.");
    } catch (TransportException e) {
      if (replies.isFinal()) {
        throw e;
      }
      printer.failure(Plain.of(String.valueOf(e.getMessage())));
    }
  }
}
