package io.sluice.transport.files.journal;

import java.io.IOException;
import java.io.Serial;

/** A journal tells of more files than there is memory for: it is good, and cannot be used here. */
public final class TooManyFilesException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TooManyFilesException() {
    super("it tells of more files than there is memory for");
  }
}
