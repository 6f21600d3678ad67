package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code train}, which the build runs to fill the start-up cache: does what every run does, to
 * nowhere. Whatever goes wrong here costs a little speed later, and nothing else.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  private final Context context;

  TrainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Thread work = Thread.ofPlatform().daemon().name("train").start(this::work);
    work.join(AT_MOST);
    return Exit.OK.code();
  }

  private void work() {
    Program program = new Program(new Context(nowhere(), context.network()));
    program.run("--help");
    Program.verbs().forEach(verb -> program.run(verb, "--help"));
    // A class that was only named is not kept, and then holds up every start: fail once.
    program.run("send", "--no-such-option");
    program.run("send");
    try {
      Rehearsal.run(context.network());
    } catch (Exception | LinkageError e) {
      context.console().err().println("train: " + e);
    }
  }

  private static Console nowhere() {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(
        InputStream.nullInputStream(),
        silent,
        OutputStream.nullOutputStream(),
        silent,
        new Console.Terminals(false, false, false),
        () -> 80,
        Map.of());
  }
}
