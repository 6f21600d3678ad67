package io.sluice.cli.command;

import io.sluice.cli.demo.Demo;
import io.sluice.cli.demo.DemoReport;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code demo [PATH]}: shows that it works, on this machine alone. */
@Command(
    name = "demo",
    sortOptions = false,
    description =
        "Start a sender and a receiver on this machine, move PATH or 256 MiB of random bytes"
            + " between them, and compare the result byte by byte.")
final class DemoCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "PATH", arity = "0..1", description = "A file or folder to move.")
  private @Nullable Path path;

  @Mixin private TalkOptions talk = new TalkOptions();

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    if (path != null && !Files.exists(path)) {
      throw new TransportException(
          Problem.LOCAL_FILE, "There is no " + Plain.of(path.toString()) + ".");
    }
    try (Printer printer = talk.printer(context.console())) {
      DemoReport report = new Demo(printer::note).run(path);
      report.lines().forEach(context.console().out()::println);
      context.console().out().flush();
    }
    return Exit.OK.code();
  }
}
