package io.sluice.transport.transfer;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transfer ended; the components are those of {@link TransferResult}. The problem is the same
 * on both sides.
 */
public record Outcome(
    @Nullable Problem problem, String message, long files, long bytes, List<FileProblem> problems) {
  public Outcome {
    problems = List.copyOf(problems);
  }

  /** An end before anything was in place. */
  static Outcome nothing(Problem problem, String message) {
    return new Outcome(problem, message, 0, 0, List.of());
  }

  /** A sentence of what happened, and why if the phrase is not empty. */
  static String sentence(String what, String why) {
    String text = why.isEmpty() ? what : what + ": " + why;
    return text.endsWith(".") ? text : text + ".";
  }

  /** The result for the user, with the time from consent to the end. */
  public TransferResult toResult(Duration elapsed) {
    return new TransferResult(problem, message, files, bytes, elapsed, problems);
  }
}
