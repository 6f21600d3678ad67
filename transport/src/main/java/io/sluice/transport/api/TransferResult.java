package io.sluice.transport.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transfer ended, the same on both sides.
 *
 * @param problem what went wrong, or null if all arrived and was verified
 * @param message a sentence for the user
 * @param files files verified and in place at the receiver
 * @param bytes their content together
 * @param elapsed from consent to the end
 * @param problems the entries that did not arrive, at most 100 of them
 */
public record TransferResult(
    @Nullable Problem problem,
    String message,
    long files,
    long bytes,
    Duration elapsed,
    List<FileProblem> problems) {
  public TransferResult {
    problems = List.copyOf(problems);
  }

  /** Whether everything arrived, was verified and is in place. */
  public boolean isComplete() {
    return problem == null;
  }
}
