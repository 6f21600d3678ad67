package io.sluice.cli.command;

import io.sluice.cli.print.DevicePrinter;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.TransportException;
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

/** {@code peers [ACTION ...]}: the devices that this one knows. */
@Command(
    name = "peers",
    sortOptions = false,
    description =
        "The devices that this one knows: list, rename NAME OTHER, verify NAME KEY (the key that"
            + " sluice id shows there), forget NAME, export (a JSON object a line).")
final class PeersCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "ACTION",
      arity = "0..*",
      description = "list (the default), rename, verify, forget or export, and what it needs.")
  private List<String> words = List.of();

  @Option(names = "--json", description = "With list: a JSON object a line.")
  private boolean json;

  @Mixin private NetworkOptions network = new NetworkOptions();

  PeersCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException {
    try (Node node = context.network().apply(network.options())) {
      return run(node.devices());
    }
  }

  private int run(Devices devices) throws TransportException {
    DevicePrinter printer = new DevicePrinter(context.console().out());
    String action = words.isEmpty() ? "list" : words.getFirst();
    List<String> names = words.subList(Math.min(1, words.size()), words.size());
    int count = names.size();
    if (action.equals("list") && count == 0 && !json) {
      printer.text(devices.known());
    } else if ((action.equals("list") || action.equals("export")) && count == 0) {
      printer.json(devices.known());
    } else if (action.equals("rename") && count == 2) {
      devices.rename(names.getFirst(), names.getLast());
    } else if (action.equals("verify") && count > 1) {
      // A key is often pasted in its groups.
      devices.verify(names.getFirst(), String.join("", names.subList(1, count)));
    } else if (action.equals("forget") && count == 1) {
      devices.forget(names.getFirst());
    } else {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "Give one of: list, rename NAME OTHER, verify NAME KEY, forget NAME, export.");
    }
    return Exit.OK.code();
  }
}
