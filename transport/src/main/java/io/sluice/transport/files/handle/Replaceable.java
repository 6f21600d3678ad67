package io.sluice.transport.files.handle;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What a file or link may take the place of. */
final class Replaceable {
  private Replaceable() {}

  /**
   * Checks that a name is a file's or link's, or nobody's.
   *
   * @throws FileAlreadyExistsException if something else has it
   */
  static void check(DirectoryHandle directory, String name) throws IOException {
    try {
      switch (directory.stat(name).kind()) {
        case FILE, LINK -> {}
        case DIRECTORY, OTHER -> throw new FileAlreadyExistsException(name);
      }
    } catch (NoSuchFileException e) {
      // Then it is a plain renaming.
    }
  }
}
