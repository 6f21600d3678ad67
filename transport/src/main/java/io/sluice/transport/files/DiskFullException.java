package io.sluice.transport.files;

import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.io.Serial;

/** There is no room on the disk now: what was to be written can be tried again later. */
public final class DiskFullException extends FileException {
  @Serial private static final long serialVersionUID = 1L;

  public DiskFullException(String reason, IOException cause) {
    super(Problem.LOCAL_FILE, reason, cause);
  }
}
