package io.sluice.cli.command;

import io.sluice.cli.print.SavedPrinter;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code transfers}: what was begun and not brought to its end. */
@Command(
    name = "transfers",
    sortOptions = false,
    description =
        "List transfers that were interrupted, go on with one, or forget it. The same things sent"
            + " again to the same place go on by themselves.")
final class TransfersCommand implements Callable<Integer> {
  /** What to do. */
  private enum Action {
    LIST,
    RESUME,
    DISCARD
  }

  private final Context context;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "list (the default), resume or discard.")
  private String action = "list";

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The transfer's id.")
  private @Nullable String id;

  @Option(names = "--json", description = "With list: a JSON object a line.")
  private boolean json;

  @Unmatched private List<String> more = new ArrayList<>();

  TransfersCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException {
    return switch (action()) {
      case LIST -> list();
      case RESUME -> new Program(context).run(again(find()));
      case DISCARD -> discard();
    };
  }

  private Action action() {
    for (Action known : Action.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(action)) {
        boolean complete = (known == Action.LIST) == (id == null);
        if (complete && (known == Action.RESUME || more.isEmpty())) {
          return known;
        }
      }
    }
    throw new ParameterException(
        Objects.requireNonNull(command).commandLine(),
        "Say transfers list, transfers resume ID or transfers discard ID.");
  }

  private int list() throws TransportException {
    try (Node node = open()) {
      SavedPrinter printer = new SavedPrinter(context.console().out());
      List<SavedTransfer> saved = node.saved();
      if (json) {
        printer.json(saved);
      } else {
        printer.text(saved);
      }
      return Exit.OK.code();
    }
  }

  private int discard() throws TransportException {
    try (Node node = open()) {
      node.discard(Objects.requireNonNull(id));
      return Exit.OK.code();
    }
  }

  private SavedTransfer find() throws TransportException {
    try (Node node = open()) {
      return node.saved().stream()
          .filter(saved -> saved.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new TransportException(
                      Problem.OTHER,
                      "There is no interrupted transfer of this id. To see them: sluice"
                          + " transfers"));
    }
  }

  private Node open() {
    return context.network().apply(new NetworkOptions().options());
  }

  /** The command line that does the same again, with what else was given. */
  private String[] again(SavedTransfer saved) {
    List<String> line = new ArrayList<>();
    switch (saved) {
      case SavedTransfer.Sent sent -> {
        Selection selection = sent.selection();
        line.add("send");
        selection.paths().stream().map(Path::toString).forEach(line::add);
        selection.excludes().forEach(exclude -> line.addAll(List.of("--exclude", exclude)));
        line.addAll(selection.git() ? List.of("--git") : List.of());
      }
      case SavedTransfer.Received received ->
          line.addAll(List.of("receive", "--out", received.target().toString()));
    }
    line.addAll(more);
    return line.toArray(String[]::new);
  }
}
