package io.sluice.transport.stream;

import io.sluice.transport.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How a pipe ended.
 *
 * @param problem null if all went through in both directions and was verified
 * @param message a sentence for the user
 */
public record PipeOutcome(@Nullable Problem problem, String message) {
  static PipeOutcome complete() {
    return new PipeOutcome(null, "All went through in both directions.");
  }
}
