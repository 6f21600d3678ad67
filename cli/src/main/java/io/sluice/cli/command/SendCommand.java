package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private OfferOptions offer = new OfferOptions();

  SendCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    checkPaths();
    return offer.meet(context, this::send);
  }

  private Integer send(Peer peer, Printer printer, Farewell farewell)
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
}
