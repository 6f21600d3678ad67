package io.sluice.cli.print;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What arrives from known devices, a JSON object a line. Safe for any thread. */
public final class ArrivalPrinter {
  private final PrintStream out;

  public ArrivalPrinter(PrintStream out) {
    this.out = out;
  }

  /** A transfer that was accepted has come to its end. */
  public void files(String from, Path target, TransferResult result) {
    line(
        "{\"type\":\"files\",\"from\":%s,\"target\":%s,\"files\":%d,\"bytes\":%d,\"problem\":%s,\"message\":%s}"
            .formatted(
                Json.string(from),
                Json.string(target.toAbsolutePath().toString()),
                result.files(),
                result.bytes(),
                name(result.problem()),
                Json.string(result.message())));
  }

  /** Words of the other user. */
  public void words(String from, String text) {
    line(
        "{\"type\":\"text\",\"from\":%s,\"text\":%s}"
            .formatted(Json.string(from), Json.string(text)));
  }

  /** Something was refused, or did not work. */
  public void problem(String from, Problem problem, String sentence) {
    line(
        "{\"type\":\"problem\",\"from\":%s,\"problem\":%s,\"message\":%s}"
            .formatted(Json.string(from), name(problem), Json.string(sentence)));
  }

  private static String name(@Nullable Problem problem) {
    return problem == null ? "null" : Json.string(problem.name().toLowerCase(Locale.ROOT));
  }

  private synchronized void line(String json) {
    out.println(json);
    out.flush();
  }
}
