package io.sluice.transport.files.handle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinuxDirectoryTest extends DirectoryContract {
  @Override
  DirectoryHandle open(Path path) throws IOException {
    return LinuxDirectory.open(path);
  }

  @Test
  void isWhatThisSystemOpens() throws IOException {
    try (DirectoryHandle opened = DirectoryHandle.open(temp)) {
      assertInstanceOf(LinuxDirectory.class, opened);
    }
  }

  @Test
  void staysInTheDirectoryThatWasOpened() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    directory.makeDirectory("a", 0700);
    try (DirectoryHandle a = directory.openDirectory("a")) {
      Files.move(temp.resolve("a"), temp.resolve("moved"));
      Files.createSymbolicLink(temp.resolve("a"), outside);
      a.createFile("f", 0600).close();
      a.makeDirectory("d", 0700);
      a.makeLink("l", "f");
      a.rename("f", "g");
    }
    try (var found = Files.list(outside)) {
      assertEquals(0, found.count());
    }
    assertTrue(Files.exists(temp.resolve("moved/g")));
  }

  @Test
  void opensPathsThatAreNoText() throws Exception {
    String script = "mkdir \"$1/$(printf 'bad\\377 %%41 name')\"";
    assertEquals(0, new ProcessBuilder("sh", "-c", script, "sh", temp + "").start().waitFor());
    try (var found = Files.list(temp);
        DirectoryHandle opened = open(found.findFirst().orElseThrow())) {
      opened.createFile("f", 0600).close();
      assertEquals(1, opened.list(10).size());
    }
  }

  @Test
  void keepsTimesToTheNanosecondBefore1970Too() throws IOException {
    for (String text :
        new String[] {"1969-12-31T23:59:59.999999999Z", "1901-12-14T00:00:00.000000001Z"}) {
      Instant time = Instant.parse(text);
      try (FileHandle file = directory.createFile("f", 0600)) {
        file.setModified(time);
        assertEquals(time, file.stat().modified());
      }
      directory.removeFile("f");
    }
  }

  @Test
  void zerosTakeNoRoom() throws IOException {
    try (FileHandle file = directory.createFile("f", 0600)) {
      file.writeZeros(0, 1L << 30);
      file.write(1L << 30, ByteBuffer.allocate(1));
      file.sync();
      assertEquals((1L << 30) + 1, file.stat().size());
      assertTrue(file.stat().allocated() < 100_000, "allocated " + file.stat().allocated());
      file.write(0, ByteBuffer.wrap(new byte[1_000_000]));
      file.sync();
      file.writeZeros(0, 1_000_000);
      assertTrue(file.stat().allocated() < 100_000, "allocated " + file.stat().allocated());
    }
  }

  @Test
  void withoutLinksANameIsTakenBeforeItIsReplaced() throws IOException {
    LinuxDirectory linux = (LinuxDirectory) directory;
    Files.writeString(temp.resolve("part"), "new");
    Files.writeString(temp.resolve("taken"), "old");
    assertThrows(FileAlreadyExistsException.class, () -> linux.reserveAndReplace("part", "taken"));
    assertEquals("old", Files.readString(temp.resolve("taken")));
    linux.reserveAndReplace("part", "name");
    assertEquals("new", Files.readString(temp.resolve("name")));
    assertThrows(NoSuchFileException.class, () -> linux.reserveAndReplace("part", "other"));
    assertFalse(Files.exists(temp.resolve("other")));
  }
}
