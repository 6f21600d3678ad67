package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.TransportException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line: all verbs put together, and every failure turned into a sentence and a code.
 */
public final class Program {
  private final Context context;
  private final CommandLine line;

  public Program(Context context) {
    this.context = context;
    this.line =
        new CommandLine(new RootCommand(context))
            .addSubcommand(new SendCommand(context))
            .addSubcommand(new ReceiveCommand(context))
            .addSubcommand(new DemoCommand(context))
            .addSubcommand(new TrainCommand(context));
    addHelp(line);
    line.getSubcommands().values().forEach(Program::addHelp);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    Console console = context.console();
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.terminals().out() && console.wantsColor()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setParameterExceptionHandler(this::misused);
    line.setExecutionExceptionHandler(this::failed);
  }

  /** Runs what the arguments say, and returns the exit code. */
  public int run(String... arguments) {
    return line.execute(arguments);
  }

  private int misused(ParameterException e, String[] arguments) {
    PrintStream err = context.console().err();
    err.println("sluice: " + Plain.of(String.valueOf(e.getMessage())));
    String file = arguments.length > 0 ? arguments[0] : "";
    if (e.getCommandLine().equals(line) && isFile(file)) {
      err.println("To send it: sluice send " + Plain.of(file));
    } else {
      err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return Exit.USAGE.code();
  }

  private int failed(Exception e, CommandLine command, @Nullable ParseResult parsed) {
    Console console = context.console();
    if (console.variable("SLUICE_DEBUG") != null) {
      e.printStackTrace(console.err());
    }
    Exit exit =
        switch (e) {
          case TransportException known -> {
            console.err().println(Plain.of("sluice: " + known.getMessage()));
            yield Exit.of(known.problem());
          }
          case InterruptedException _ -> Exit.SIGINT;
          default -> {
            console
                .err()
                .println(
                    "sluice: This should not have happened ("
                        + e.getClass().getSimpleName()
                        + "). With SLUICE_DEBUG=1 it says where; please report that.");
            yield Exit.OTHER;
          }
        };
    console.err().flush();
    return exit.code();
  }

  private static void addHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this and do nothing.")
                  .build());
    }
  }

  private static boolean isFile(String name) {
    try {
      return !name.isEmpty() && Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** For the help of a verb, by the run that fills the start-up cache. */
  static List<String> verbs() {
    return List.of("send", "receive", "demo");
  }
}
