package io.sluice.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.shell.choose.Plan;
import io.sluice.shell.command.Paths;
import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code receive [CODE]}: takes the other side's code, shows what it offers, and receives. */
@Command(
    name = "receive",
    aliases = {"recv", "rx"},
    sortOptions = false,
    description =
        "Receive what the other side sends, files or words. Nothing is written before you accept"
            + " it.")
final class ReceiveCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CodeOptions code = new CodeOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "PATH",
      description =
          "The folder to receive into; for a single file or folder, also a new name for it."
              + " - writes the content of a single file to standard output. Default: the current"
              + " folder.")
  private String out = "";

  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private ConflictOption conflicts = new ConflictOption();
  @Mixin private TrustOptions trust = new TrustOptions();
  @Mixin private ChecksumOption checksums = new ChecksumOption();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private ShowOptions show = new ShowOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  ReceiveCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    trust.check(context.console());
    Console data = context.console();
    Context talking = isStream() ? context.with(data.talkingOnError()) : context;
    Console console = show.place(talking).console();
    try (Printer printer = talk.printer(console, show.display());
        Node node = context.network().apply(trust.apply(network.options(), context))) {
      String offerCode = code.read(context, printer);
      try (Farewell farewell = Farewell.arm(node, printer);
          Pairing pairing = node.answer(offerCode);
          Peer peer = Meeting.answering(pairing, printer, console, network.timeout())) {
        trust.makeSure(peer, context, printer);
        return receive(peer, printer, farewell);
      }
    }
  }

  private int receive(Peer peer, Printer printer, Farewell farewell)
      throws TransportException, InterruptedException {
    Course course = new Course(peer, printer);
    return switch (course.awaitArrival()) {
      case Course.Arrival.Files(IncomingTransfer offer) ->
          receive(offer, course, printer, farewell);
      case Course.Arrival.Words(String text) -> {
        if (isStream()) {
          new PrintStream(StreamConsent.output(context.console()), true, UTF_8).print(text);
        } else {
          printer.text(text);
        }
        yield Exit.OK.code();
      }
    };
  }

  private int receive(IncomingTransfer offer, Course course, Printer printer, Farewell farewell)
      throws TransportException, InterruptedException {
    if (isStream()) {
      return stream(offer, course, printer, farewell);
    }
    Plan plan = new Plan(offer, target(), conflicts.policy());
    checksums.prepare(offer);
    new Consent(context, printer, course).decide(plan, policy);
    farewell.cancels(offer);
    plan.accept();
    TransferResult result = course.follow(offer);
    printer.result(Side.RECEIVER, offer.manifest(), result);
    ConsentText.kept(offer).forEach(printer::note);
    checksums.write(offer);
    Later.tell(offer, result, printer);
    return Exit.of(result).code();
  }

  /** Whether the content is wanted on standard output, which is then for nothing else. */
  private boolean isStream() {
    return out.equals("-");
  }

  private int stream(IncomingTransfer offer, Course course, Printer printer, Farewell farewell)
      throws TransportException, InterruptedException {
    new StreamConsent(context, printer, course).accept(offer, policy);
    farewell.cancels(offer);
    TransferResult result = course.follow(offer);
    printer.result(Side.RECEIVER, offer.manifest(), result);
    return Exit.of(result).code();
  }

  /** As {@code cp} reads it: a slash at the end says that it is a folder, so one that is there. */
  private Path target() throws TransportException {
    Path path = Paths.of(out);
    return out.endsWith("/") && !Files.isDirectory(path) ? path.resolve(".") : path;
  }
}
