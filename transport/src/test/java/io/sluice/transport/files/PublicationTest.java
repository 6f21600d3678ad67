package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  private interface Move {
    void run(Path part, Path name) throws IOException;
  }

  private static final List<Move> WAYS = List.of(Publication::move, Publication::moveWithoutLinks);

  @TempDir Path temp;

  @Test
  void movesToAFreeName() throws IOException {
    for (Move way : WAYS) {
      Path part = Files.writeString(temp.resolve("part"), "new");
      Path name = temp.resolve("name");
      way.run(part, name);
      assertEquals("new", Files.readString(name));
      assertFalse(Files.exists(part));
      Files.delete(name);
    }
  }

  @Test
  void neverTakesATakenName() throws IOException {
    for (Move way : WAYS) {
      Path part = Files.writeString(temp.resolve("part"), "new");
      Path file = Files.writeString(temp.resolve("file"), "old");
      Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("nowhere"));
      Path folder = Files.createDirectory(temp.resolve("folder"));
      for (Path taken : List.of(file, link, folder)) {
        assertThrows(FileAlreadyExistsException.class, () -> way.run(part, taken));
      }
      assertEquals("old", Files.readString(file));
      assertEquals("new", Files.readString(part));
      assertFalse(Files.exists(temp.resolve("nowhere")));
      for (Path made : List.of(file, link, folder, part)) {
        Files.delete(made);
      }
    }
  }

  @Test
  void leavesNoNameBehindWhenThePartIsGone() {
    for (Move way : WAYS) {
      Path name = temp.resolve("name");
      assertThrows(NoSuchFileException.class, () -> way.run(temp.resolve("part"), name));
      assertFalse(Files.exists(name));
    }
  }
}
