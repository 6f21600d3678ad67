package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.LineInput;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The ways to hand over the other side's code. */
final class CodeOptions {
  /** The variable that may hold the code: unlike an argument, other users cannot see it. */
  static final String VARIABLE = "SLUICE_CODE";

  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration EMPTY_FOR = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(50);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "CODE",
      arity = "0..*",
      description =
          "The code that the other side shows. Without it: from --code-file, from the variable "
              + VARIABLE
              + ", or asked for on a terminal.")
  private String[] words = {};

  @Option(
      names = "--code-file",
      paramLabel = "FILE",
      description = "Read the code from FILE, or from standard input if FILE is -.")
  private @Nullable String file;

  /** Whether there is a code to read without asking anybody. */
  boolean isGiven(Console console) {
    return words.length > 0 || file != null || console.variable(VARIABLE) != null;
  }

  /** Whether standard input is spoken for: it brings the code. */
  boolean takesStandardInput() {
    return "-".equals(file);
  }

  /** The code, from wherever it comes. */
  String read(Context context, Printer printer) throws TransportException, InterruptedException {
    if (words.length > 0 && file != null) {
      throw new ParameterException(
          spec().commandLine(), "Give the code either as an argument or by --code-file.");
    }
    if (words.length > 0) {
      // A paste that was wrapped comes as several words.
      return String.join(" ", words);
    }
    if (file != null) {
      return fromFile(file, context);
    }
    Console console = context.console();
    String variable = console.variable(VARIABLE);
    if (variable != null) {
      return variable;
    }
    if (!console.canAsk()) {
      throw new ParameterException(
          spec().commandLine(),
          "There is no code: give it as CODE, by --code-file or in the variable " + VARIABLE + ".");
    }
    printer.question("Code from the other side: ");
    String typed = first(context.input());
    if (typed == null) {
      throw new TransportException(Problem.CODE, "No code was given.");
    }
    printer.answered();
    return typed;
  }

  /** Waits a while if the file is empty: whoever makes it may not have written to it yet. */
  private static String fromFile(String name, Context context)
      throws TransportException, InterruptedException {
    long began = System.nanoTime();
    while (true) {
      LineInput lines = TextSource.open(name, context.input());
      String code = first(lines);
      if (code != null) {
        return code;
      }
      if (name.equals("-") || System.nanoTime() - began > EMPTY_FOR.toNanos()) {
        throw new TransportException(Problem.CODE, "There is no code in " + Plain.of(name) + ".");
      }
      Thread.sleep(TICK);
    }
  }

  /** The first code, or null if the lines end without any. */
  private static @Nullable String first(LineInput lines) throws InterruptedException {
    String code = null;
    while (code == null && !lines.hasEnded()) {
      code = lines.takePaste(LONG);
    }
    return code;
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(command);
  }
}
