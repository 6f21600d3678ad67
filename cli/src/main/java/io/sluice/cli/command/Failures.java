package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.OptionsException;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every failure of a command into a sentence and an exit code; never into a trace. */
final class Failures {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /** A command line that means nothing. */
  int misused(ParameterException e, String[] arguments) {
    say(e.getMessage());
    String first = arguments.length > 0 ? arguments[0] : "";
    CommandLine command = e.getCommandLine();
    boolean verbIsKnown = command.getParent() != null;
    console
        .err()
        .println(
            !verbIsKnown && isFile(first)
                ? "To send it: sluice send " + Plain.of(first)
                : "Try: " + command.getCommandSpec().qualifiedName() + " --help");
    console.err().flush();
    return Exit.USAGE.code();
  }

  /** A command that began and did not come to a good end. */
  int failed(Exception e, CommandLine command, @Nullable ParseResult parsed) {
    if (console.variable("SLUICE_DEBUG") != null) {
      e.printStackTrace(console.err());
    }
    Exit exit =
        switch (e) {
          case TransportException known -> {
            say(known.getMessage());
            yield Exit.of(known.problem());
          }
          case OptionsException unusable -> {
            say(unusable.getMessage());
            yield Exit.USAGE;
          }
          case InterruptedException _ -> Exit.SIGINT;
          default -> {
            say(
                "This should not have happened ("
                    + e.getClass().getSimpleName()
                    + "). With SLUICE_DEBUG=1 it says where; please report that.");
            yield Exit.OTHER;
          }
        };
    console.err().flush();
    return exit.code();
  }

  private void say(@Nullable String sentence) {
    console.err().println("sluice: " + Plain.of(String.valueOf(sentence)));
  }

  private static boolean isFile(String name) {
    try {
      return !name.isEmpty() && Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
