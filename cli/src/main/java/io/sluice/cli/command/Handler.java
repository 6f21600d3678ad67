package io.sluice.cli.command;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program of the user's that is told what arrived. No shell reads anything, and nothing that a
 * peer has chosen is among its arguments.
 *
 * @param arguments as the user gave them
 */
record Handler(String program, List<String> arguments) {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  Handler {
    arguments = List.copyOf(arguments);
  }

  /**
   * Runs it, and waits for its end.
   *
   * @throws TransportException if it cannot be started, fails, or takes longer than ten minutes
   */
  void run(String from, Path target, TransferResult result)
      throws TransportException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Problem problem = result.problem();
    builder
        .environment()
        .putAll(
            Map.of(
                "SLUICE_FROM",
                from,
                "SLUICE_TARGET",
                target.toAbsolutePath().toString(),
                "SLUICE_FILES",
                Long.toString(result.files()),
                "SLUICE_BYTES",
                Long.toString(result.bytes()),
                "SLUICE_PROBLEM",
                problem == null ? "" : problem.name().toLowerCase(Locale.ROOT)));
    try {
      Process process = builder.start();
      if (!process.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
        throw failed("took longer than ten minutes and was ended", null);
      }
      if (process.exitValue() != 0) {
        throw failed("ended with exit code " + process.exitValue(), null);
      }
    } catch (IOException e) {
      throw failed("cannot be started", e);
    }
  }

  private TransportException failed(String how, @Nullable IOException why) {
    String sentence = "The program " + Plain.of(program) + " " + how + ".";
    return why == null
        ? new TransportException(Problem.OTHER, sentence)
        : new TransportException(Problem.OTHER, sentence, why);
  }
}
