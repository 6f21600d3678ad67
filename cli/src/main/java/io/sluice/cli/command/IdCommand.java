package io.sluice.cli.command;

import io.sluice.cli.print.DevicePrinter;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.TransportException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code id}: which device this is. */
@Command(
    name = "id",
    sortOptions = false,
    description =
        "Show the name and the key of this device, by which others know it again. The key is made"
            + " if there is none yet.")
final class IdCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", description = "A JSON object on one line.")
  private boolean json;

  @Mixin private NetworkOptions network = new NetworkOptions();

  IdCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException {
    try (Node node = context.network().apply(network.options())) {
      Device self = node.devices().self();
      DevicePrinter printer = new DevicePrinter(context.console().out());
      if (json) {
        printer.json(self);
      } else {
        printer.text(self);
      }
      return Exit.OK.code();
    }
  }
}
