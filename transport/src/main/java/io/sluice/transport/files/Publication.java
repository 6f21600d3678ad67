package io.sluice.transport.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a complete file its name, at once and never in the place of another. */
final class Publication {
  private Publication() {}

  /**
   * Moves a file within its directory.
   *
   * @throws FileAlreadyExistsException if the name is taken; nothing has changed then
   */
  static void move(Path part, Path name) throws IOException {
    try {
      // link(2) fails if the name exists, rename(2) would replace what has it.
      Files.createLink(name, part);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      moveWithoutLinks(part, name);
      return;
    }
    try {
      Files.delete(part);
    } catch (IOException e) {
      // The file is in place: that a second, hidden name is left of it is no failure.
    }
  }

  /** For file systems without links: reserves the name, then replaces only the reservation. */
  static void moveWithoutLinks(Path part, Path name) throws IOException {
    Files.createFile(name);
    try {
      Files.move(part, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(name);
      throw e;
    }
  }
}
