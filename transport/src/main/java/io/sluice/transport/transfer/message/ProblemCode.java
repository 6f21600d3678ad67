package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;
import org.jspecify.annotations.Nullable;

/** The numbers of {@link Problem} on the wire. They never change their meaning; 0 is no problem. */
final class ProblemCode {
  private ProblemCode() {}

  static int of(@Nullable Problem problem) {
    return switch (problem) {
      case null -> 0;
      case OTHER -> 1;
      case CODE -> 2;
      case NO_CONNECTION -> 3;
      case VERIFICATION -> 4;
      case REFUSED -> 5;
      case INTEGRITY -> 6;
      case LOCAL_FILE -> 7;
      case CONFLICT -> 8;
      case INTERRUPTED -> 9;
      case TIMEOUT -> 10;
      case PARTIAL -> 11;
      case CLOSED -> 12;
    };
  }

  /** What the number says; a number of a later version, or none where one belongs, is OTHER. */
  static Problem problem(long code) {
    for (Problem problem : Problem.values()) {
      if (of(problem) == code) {
        return problem;
      }
    }
    return Problem.OTHER;
  }
}
