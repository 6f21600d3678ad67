package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a verb that shows a code goes about it, and the way from the code to the peer. */
final class OfferOptions {
  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "How long the code works, for example 90s or 2h. Default: 15m.")
  private @Nullable Duration expires;

  @Option(
      names = "--lan",
      description =
          "Show a short code, like 7-otter-canal, for somebody in the same network, and announce"
              + " its number there.")
  private boolean lan;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      description =
          "Show no code: go to this known device, in the same network, where it runs sluice"
              + " listen.")
  private @Nullable String to;

  @Option(
      names = "--reply-file",
      paramLabel = "FILE",
      description =
          "Read the other side's reply code from FILE when it appears there, or from standard input"
              + " if FILE is -. On a terminal a reply can be pasted without this.")
  private @Nullable String replyFile;

  @Mixin private TrustOptions trust = new TrustOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private ShowOptions show = new ShowOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  /** What a verb does with the peer; gives the exit code. */
  interface Work {
    Integer with(Peer peer, Printer printer, Farewell farewell)
        throws TransportException, InterruptedException;
  }

  /** What a verb does without a peer; gives the exit code. */
  interface LocalWork {
    Integer with(Node node, Printer printer) throws TransportException;
  }

  /** Has work done that connects to nobody. */
  Integer stayHere(Context context, LocalWork work) throws TransportException {
    try (Printer printer = talk.printer(context.console());
        Node node = context.network().apply(network.options())) {
      return work.with(node, printer);
    }
  }

  /** Takes the code of the other side instead of showing one, and has the work done. */
  Integer join(Context context, CodeOptions code, Work work)
      throws TransportException, InterruptedException {
    trust.check(context.console());
    Context placed = show.place(context);
    Console console = placed.console();
    try (Printer printer = talk.printer(console, show.display());
        Node node = placed.network().apply(trust.apply(network.options(), placed))) {
      String offerCode = code.read(placed, printer);
      try (Farewell farewell = Farewell.arm(node, printer);
          Pairing pairing = node.answer(offerCode);
          Peer peer = Meeting.answering(pairing, printer, console, network.timeout())) {
        trust.makeSure(peer, context, printer);
        return work.with(peer, printer, farewell);
      }
    }
  }

  /** Shows a code, waits for the peer, and has the work done. */
  Integer meet(Context given, Work work) throws TransportException, InterruptedException {
    Context context = show.place(given);
    trust.check(context.console());
    Options options = trust.apply(network.options(), context);
    if (expires != null) {
      options = options.withCodeLifetime(expires);
    }
    try (Printer printer = talk.printer(context.console(), show.display());
        Node node = context.network().apply(options);
        Farewell farewell = Farewell.arm(node, printer);
        Pairing pairing = begin(node)) {
      pairing.notices().forEach(printer::warning);
      if (to == null) {
        printer.code(pairing.code());
      } else {
        printer.note("Looking for " + Plain.of(to) + " in this network.");
      }
      if (context.console().out().checkError()) {
        throw new TransportException(
            Problem.OTHER, "Nobody can see the code: standard output is closed.");
      }
      try (Peer peer = new Meeting(pairing, replies(context), printer).await(network.timeout())) {
        trust.makeSure(peer, context, printer);
        return work.with(peer, printer, farewell);
      }
    }
  }

  private Pairing begin(Node node) throws TransportException {
    if (to != null) {
      return node.visit(to);
    }
    return lan ? node.offerNearby() : node.offer();
  }

  /** Whether standard input is spoken for: it brings the reply. */
  boolean takesStandardInput() {
    return "-".equals(replyFile);
  }

  private Replies replies(Context context) {
    if (to != null) {
      return Replies.NONE;
    }
    if (replyFile != null) {
      return Replies.file(replyFile, context.input());
    }
    return context.console().terminals().in() ? Replies.typed(context.input()) : Replies.NONE;
  }
}
