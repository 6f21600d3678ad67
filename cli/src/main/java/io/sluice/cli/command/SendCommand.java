package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code send PATH...}: shows a code, waits for the other side, and sends. */
@Command(
    name = "send",
    aliases = "tx",
    sortOptions = false,
    description =
        "Send files and folders. Shows a code for the other side, on standard output alone if that"
            + " is no terminal.")
final class SendCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders to send.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "How long the code works, for example 90s or 2h. Default: 15m.")
  private @Nullable Duration expires;

  @Option(
      names = "--reply-file",
      paramLabel = "FILE",
      description =
          "Read the other side's reply code from FILE when it appears there, or from standard input"
              + " if FILE is -. On a terminal a reply can be pasted without this.")
  private @Nullable String replyFile;

  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private ShowOptions show = new ShowOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  SendCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    checkPaths();
    Options options = network.options();
    if (expires != null) {
      options = options.withCodeLifetime(expires);
    }
    try (Printer printer = talk.printer(context.console(), show.display());
        Node node = context.network().apply(options);
        Farewell farewell = Farewell.arm(node, printer);
        Pairing pairing = node.offer()) {
      show(pairing, printer);
      try (Peer peer = new Meeting(pairing, replies(), printer).await(network.timeout())) {
        return send(peer, printer, farewell);
      }
    }
  }

  private int send(Peer peer, Printer printer, Farewell farewell)
      throws TransportException, InterruptedException {
    Transfer transfer = peer.send(paths);
    farewell.cancels(transfer);
    transfer.notices().forEach(printer::warning);
    printer.note(
        "Offered " + OfferText.summary(transfer.manifest()) + ". The other side has to accept.");
    TransferResult result = new Course(peer, printer).follow(transfer);
    printer.result(Side.SENDER, transfer.manifest(), result);
    return Exit.of(result).code();
  }

  /** Before anybody has to paste anything. */
  private void checkPaths() throws TransportException {
    for (Path path : paths) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new TransportException(
            Problem.LOCAL_FILE, "There is no " + Plain.of(path.toString()) + ".");
      }
    }
  }

  private void show(Pairing pairing, Printer printer) throws TransportException {
    printer.code(pairing.code());
    if (context.console().out().checkError()) {
      throw new TransportException(
          Problem.OTHER, "Nobody can see the code: standard output is closed.");
    }
  }

  private Replies replies() {
    if (replyFile != null) {
      return Replies.file(replyFile, context.input());
    }
    return context.console().terminals().in() ? Replies.typed(context.input()) : Replies.NONE;
  }
}
