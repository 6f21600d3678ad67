package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.ListingPrinter;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.shell.view.Sizes;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Listing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code send PATH...}, {@code send -}: shows a code, waits for the other side, and sends. */
@Command(
    name = "send",
    aliases = "tx",
    sortOptions = false,
    description =
        "Send files and folders. Shows a code for the other side, on standard output alone if that"
            + " is no terminal.")
final class SendCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Context context;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files and folders to send; - alone for standard input, as one file.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "With -: what the other side gets the file as.")
  private @Nullable String name;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--dry-run",
      description = "List on standard output what would be sent, and connect to nobody.")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "With --dry-run: a JSON object a line, for each entry, and one for the sum.")
  private boolean json;

  @Mixin private OfferOptions offer = new OfferOptions();

  SendCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    if (json && !dryRun) {
      throw misused("--json goes with --dry-run only.");
    }
    if (paths.contains(STANDARD_INPUT)) {
      EntryPath as = streamName();
      return offer.meet(
          context,
          (peer, printer, farewell) ->
              follow(peer, peer.send(as, input(), selection.compression()), printer, farewell));
    }
    if (name != null) {
      throw misused("--name goes with - only: other files have their names.");
    }
    checkPaths();
    Selection selected = selection.of(paths);
    return dryRun
        ? offer.stayHere(context, (node, printer) -> list(node.list(selected), printer))
        : offer.meet(
            context,
            (peer, printer, farewell) -> follow(peer, peer.send(selected), printer, farewell));
  }

  private EntryPath streamName() {
    if (paths.size() > 1 || dryRun) {
      throw misused("- is standard input, and goes alone: ./- is a file of that name.");
    }
    if (offer.takesStandardInput()) {
      throw misused("Standard input is for data: give the reply by a file.");
    }
    if (name == null) {
      throw misused("What comes from standard input needs a name: --name NAME.");
    }
    try {
      return EntryPath.of(name);
    } catch (IllegalArgumentException e) {
      throw misused("The other side gets one file: --name is a name without a path.");
    }
  }

  private InputStream input() {
    Console console = context.console();
    return console.terminals().in() ? context.input().rest() : console.in();
  }

  private ParameterException misused(String how) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), how);
  }

  private Integer list(Listing listing, Printer printer) {
    ListingPrinter out = new ListingPrinter(context.console().out());
    if (json) {
      out.json(listing);
    } else {
      out.text(listing);
      printer.note("Would send " + OfferText.summary(listing.manifest()) + leftOut(listing));
    }
    listing.notices().forEach(printer::warning);
    return Exit.OK.code();
  }

  private static String leftOut(Listing listing) {
    return listing.leftOut() == 0
        ? "."
        : ", and leave out " + Sizes.count(listing.leftOut(), "name") + ".";
  }

  private static Integer follow(Peer peer, Transfer transfer, Printer printer, Farewell farewell)
      throws TransportException, InterruptedException {
    farewell.cancels(transfer);
    transfer.notices().forEach(printer::warning);
    printer.note(
        "Offered " + OfferText.summary(transfer.manifest()) + ". The other side has to accept.");
    TransferResult result = new Course(peer, printer).follow(transfer);
    printer.result(Side.SENDER, transfer.manifest(), result);
    Later.tell(transfer, result, printer);
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
}
