package io.sluice.transport.files;

import io.sluice.transport.api.Problem;
import java.io.Serial;

/** A file is not any more what the manifest says: sending on would send a mix of two files. */
public final class SourceChangedException extends FileException {
  @Serial private static final long serialVersionUID = 1L;

  public SourceChangedException(String reason) {
    super(Problem.LOCAL_FILE, reason);
  }
}
