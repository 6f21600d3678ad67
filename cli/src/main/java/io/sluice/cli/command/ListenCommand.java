package io.sluice.cli.command;

import io.sluice.cli.print.ArrivalPrinter;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code listen --from NAME ...}: receives from known devices, without codes, until it is ended.
 */
@Command(
    name = "listen",
    sortOptions = false,
    description =
        "Receive from known devices in the same network, without codes, until Ctrl-C or SIGTERM."
            + " Each --from begins what holds for one device. What is not accepted by --yes or"
            + " --accept is asked about on a terminal, and refused anywhere else.")
final class ListenCommand implements Callable<Integer> {
  private final Context context;

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<Sender> senders = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Say on standard output what arrived, a JSON object a line.")
  private boolean json;

  @Option(
      names = "--exec",
      paramLabel = "PROGRAM",
      description =
          "Start this program, by no shell, after each transfer; variables tell it what arrived.")
  private @Nullable String program;

  @Option(
      names = "--exec-arg",
      paramLabel = "ARG",
      description = "An argument for that program. May be given several times.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private PassphraseOptions passphrase = new PassphraseOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  /** What holds for one device. */
  static final class Sender extends PolicyOptions {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "NAME",
        description = "Receive from this known device. May be given several times.")
    private String name = "";

    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "The folder for what this device sends. Default: the current folder.")
    private Path out = Path.of("");

    String name() {
      return name;
    }

    Path out() {
      return out;
    }
  }

  ListenCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    Handler handler = program == null ? null : new Handler(program, arguments);
    ArrivalPrinter arrivals = json ? new ArrivalPrinter(context.console().out()) : null;
    Options options = network.options().withPassphrase(passphrase.read(context));
    try (Printer printer = talk.printer(context.console());
        Node node = context.network().apply(options);
        Farewell _ = Farewell.arm(node, printer)) {
      List<Thread> threads = new ArrayList<>();
      Object question = new Object();
      for (Sender sender : senders) {
        check(sender);
        // What is wrong with a name is told at once, and not in ten minutes.
        node.host(sender.name()).close();
      }
      for (Sender sender : senders) {
        Reception reception =
            new Reception(context, node, sender, printer, arrivals, handler, question);
        threads.add(Thread.ofPlatform().daemon().name("from " + sender.name()).start(reception));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return Exit.OK.code();
    }
  }

  private static void check(Sender sender) throws TransportException {
    if (!Files.isDirectory(sender.out().toAbsolutePath())) {
      throw new TransportException(
          Problem.LOCAL_FILE,
          "There is no folder " + Plain.of(sender.out().toString()) + " to receive into.");
    }
  }
}
