package io.sluice.cli.command;

import io.sluice.cli.print.AddressPrinter;
import io.sluice.cli.print.Printer;
import io.sluice.transport.api.AddressReport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.TransportException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: looks at this machine's way into the network, and connects to nobody. */
@Command(
    name = "doctor",
    sortOptions = false,
    description =
        "Show what a code would reveal of this machine with these options, what connections are"
            + " sealed with, and what does not work. Connects to nobody; a server is asked only"
            + " with --stun.")
final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--candidates",
      description = "Only the addresses that a code would carry, a line each.")
  private boolean candidatesOnly;

  @Option(names = "--json", description = "A JSON object a line for each address.")
  private boolean json;

  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException {
    try (Printer printer = talk.printer(context.console());
        Node node = context.network().apply(network.options())) {
      AddressReport report = node.addresses();
      AddressPrinter out = new AddressPrinter(context.console().out());
      if (json) {
        out.json(report);
      } else if (candidatesOnly) {
        out.candidates(report);
      } else {
        out.machine();
        out.ciphers(node.ciphers());
        out.explained(report);
      }
      report.notices().forEach(printer::warning);
    }
    return Exit.OK.code();
  }
}
