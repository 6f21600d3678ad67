package io.sluice.cli.command;

import io.sluice.cli.print.LineInput;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file, a named pipe or standard input ({@code -}) that a code is read from. */
final class TextSource {
  private TextSource() {}

  /** Whether there is something to open yet. */
  static boolean exists(String name) {
    try {
      return name.equals("-") || Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The lines of the source. Line by line, since the other end of a pipe may stay open long after
   * the code.
   *
   * @param standardInput what {@code -} stands for
   * @throws TransportException with {@link Problem#LOCAL_FILE} if it cannot be opened
   */
  static LineInput open(String name, LineInput standardInput) throws TransportException {
    if (name.equals("-")) {
      return standardInput;
    }
    try {
      return new LineInput(Files.newInputStream(Path.of(name)));
    } catch (IOException | InvalidPathException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "The file " + Plain.of(name) + " cannot be read.", e);
    }
  }
}
