package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line, all verbs put together. */
public final class Program {
  private static final Map<String, Function<Context, Callable<Integer>>> VERBS =
      new LinkedHashMap<>();

  static {
    VERBS.put("send", SendCommand::new);
    VERBS.put("receive", ReceiveCommand::new);
    VERBS.put("pipe", PipeCommand::new);
    VERBS.put("text", TextCommand::new);
    VERBS.put("transfers", TransfersCommand::new);
    VERBS.put("doctor", DoctorCommand::new);
    VERBS.put("listen", ListenCommand::new);
    VERBS.put("peers", PeersCommand::new);
    VERBS.put("id", IdCommand::new);
    VERBS.put("demo", DemoCommand::new);
    VERBS.put("train", TrainCommand::new);
  }

  private final Context context;

  public Program(Context context) {
    this.context = context;
  }

  /** Runs what the arguments say, and returns the exit code. */
  public int run(String... arguments) {
    return line(arguments).execute(arguments);
  }

  /** The verbs that users know. */
  static List<String> verbs() {
    return VERBS.keySet().stream().filter(verb -> !verb.equals("train")).toList();
  }

  private CommandLine line(String... arguments) {
    CommandLine line = new CommandLine(new RootCommand(context));
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    addHelp(line.getCommandSpec());
    needed(arguments).forEach(verb -> addVerb(line, verb.apply(context)));
    Console console = context.console();
    boolean color = console.terminals().out() && console.wantsColor();
    Failures failures = new Failures(console);
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setColorScheme(Help.defaultColorScheme(color ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(failures::misused)
        .setExecutionExceptionHandler(failures::failed);
  }

  /** To describe a verb to the parser takes longer than to parse: one that is named comes alone. */
  private static Collection<Function<Context, Callable<Integer>>> needed(String... arguments) {
    var named = arguments.length == 0 ? null : VERBS.get(arguments[0]);
    return named == null ? VERBS.values() : List.of(named);
  }

  private static void addVerb(CommandLine line, Callable<Integer> command) {
    CommandLine verb = new CommandLine(command);
    addHelp(verb.getCommandSpec());
    line.addSubcommand(verb);
  }

  private static void addHelp(CommandSpec command) {
    command.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this and do nothing.")
            .build());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
