package io.sluice.transport.files.handle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathDirectoryTest extends DirectoryContract {
  @Override
  DirectoryHandle open(Path path) throws IOException {
    return DirectoryHandle.openByPath(path);
  }

  @Test
  void withoutLinksANameIsTakenBeforeItIsReplaced() throws IOException {
    Path part = Files.writeString(temp.resolve("part"), "new");
    Path taken = Files.writeString(temp.resolve("taken"), "old");
    assertThrows(
        FileAlreadyExistsException.class, () -> PathDirectory.reserveAndReplace(part, taken));
    assertEquals("old", Files.readString(taken));
    PathDirectory.reserveAndReplace(part, temp.resolve("name"));
    assertEquals("new", Files.readString(temp.resolve("name")));
    assertThrows(
        NoSuchFileException.class,
        () -> PathDirectory.reserveAndReplace(part, temp.resolve("other")));
    assertFalse(Files.exists(temp.resolve("other")));
  }
}
