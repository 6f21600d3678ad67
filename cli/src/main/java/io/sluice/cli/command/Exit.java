package io.sluice.cli.command;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;

/** How a run ended, as the shell that started it sees it. docs/USAGE.md lists these for users. */
public enum Exit {
  OK(0),
  /** Anything without a code of its own. */
  OTHER(1),
  USAGE(2),
  /** The pairing code is cut, mistyped, expired, used, or of the wrong kind. */
  CODE(3),
  NO_CONNECTION(4),
  VERIFICATION(5),
  REFUSED(6),
  INTEGRITY(7),
  LOCAL_FILE(8),
  CONFLICT(9),
  /** The connection ended in the middle; what has arrived may serve a later run. */
  INTERRUPTED(10),
  TIMEOUT(11),
  /** Some files arrived, some did not: the number rsync uses. */
  PARTIAL(23),
  /**
   * Who reads a pipe, here or on the other side, takes no more: 128 + SIGPIPE, as of any writer.
   */
  CLOSED(141),
  /** 128 + SIGINT, as the JVM ends by itself. */
  SIGINT(130),
  /** 128 + SIGTERM, as the JVM ends by itself. */
  SIGTERM(143);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** How a run ends whose transfer ended like this. */
  public static Exit of(TransferResult result) {
    Problem problem = result.problem();
    return problem == null ? OK : of(problem);
  }

  /** How a run ends that met this problem. */
  public static Exit of(Problem problem) {
    return switch (problem) {
      case OTHER -> OTHER;
      case CODE -> CODE;
      case NO_CONNECTION -> NO_CONNECTION;
      case VERIFICATION -> VERIFICATION;
      case REFUSED -> REFUSED;
      case INTEGRITY -> INTEGRITY;
      case LOCAL_FILE -> LOCAL_FILE;
      case CONFLICT -> CONFLICT;
      case INTERRUPTED -> INTERRUPTED;
      case TIMEOUT -> TIMEOUT;
      case PARTIAL -> PARTIAL;
      case CLOSED -> CLOSED;
    };
  }
}
