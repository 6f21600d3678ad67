package io.sluice.transport.files;

import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.io.Serial;

/**
 * Why something could not be read or written. The message is a phrase for users on both sides, for
 * example {@code "no space left on the disk"}: it names no path of this machine.
 */
public sealed class FileException extends IOException
    permits DiskFullException, SourceChangedException {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final String reason;

  public FileException(Problem problem, String reason) {
    super(reason);
    this.problem = problem;
    this.reason = reason;
  }

  public FileException(Problem problem, String reason, IOException cause) {
    super(reason, cause);
    this.problem = problem;
    this.reason = reason;
  }

  public Problem problem() {
    return problem;
  }

  /** The message. */
  public String reason() {
    return reason;
  }
}
