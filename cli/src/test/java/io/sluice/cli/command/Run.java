package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.Keyboard;
import io.sluice.shell.fake.Transcript;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run of the command line in this process, with a fake network and streams the test holds. */
final class Run {
  static final Console.Terminals SCRIPT = new Console.Terminals(false, false, false);
  static final Console.Terminals PERSON = new Console.Terminals(true, true, true);

  final FakeNode node = new FakeNode();
  final Transcript out = new Transcript();
  final Transcript err = new Transcript();
  final Map<String, String> variables = new HashMap<>();
  final Keyboard keyboard = new Keyboard();
  private final Console.Terminals terminals;
  private volatile @Nullable Options options;
  private OutputStream data = out;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  Run(Console.Terminals terminals) {
    this.terminals = terminals;
  }

  /** What stands behind standard output where data goes to it. */
  Run writingTo(OutputStream other) {
    data = other;
    return this;
  }

  Run start(String... arguments) {
    Console console =
        new Console(
            keyboard, out.stream(), data, err.stream(), terminals, () -> 80, Map.copyOf(variables));
    Program program = new Program(new Context(console, this::open));
    Thread.ofPlatform().daemon().start(() -> exit.complete(program.run(arguments)));
    return this;
  }

  private Node open(Options asked) {
    options = asked;
    return node;
  }

  /** What the node was opened with. */
  Options options() {
    return Objects.requireNonNull(options);
  }

  int exit() throws Exception {
    return exit.get(20, TimeUnit.SECONDS);
  }
}
