package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.LineInput;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import java.util.function.Function;

/**
 * What a command works with.
 *
 * @param console the process's surroundings
 * @param input the lines of its standard input
 * @param network opens this machine's end of the network
 */
public record Context(Console console, LineInput input, Function<Options, Node> network) {
  public Context(Console console, Function<Options, Node> network) {
    this(console, new LineInput(console.in()), network);
  }

  /** The same with another console around the same input. */
  Context with(Console other) {
    return new Context(other, input, network);
  }
}
