package io.sluice.transport.files.handle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.files.handle.FileStat.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link DirectoryHandle} does, and the files it opens. */
abstract class DirectoryContract {
  @TempDir Path temp;
  DirectoryHandle directory;

  abstract DirectoryHandle open(Path path) throws IOException;

  @BeforeEach
  void openTemp() throws IOException {
    directory = open(temp);
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  private void write(String name, String content) throws IOException {
    try (FileHandle file = directory.createFile(name, 0600)) {
      file.write(0, ByteBuffer.wrap(content.getBytes(UTF_8)));
    }
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name)));
  }

  @Test
  void followsLinksInThePathThatIsOpened() throws IOException {
    Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("real"));
    try (DirectoryHandle opened = open(link)) {
      opened.makeDirectory("below", 0700);
    }
    assertTrue(Files.isDirectory(temp.resolve("real/below")));
    assertThrows(NoSuchFileException.class, () -> open(temp.resolve("no")));
    Files.createFile(temp.resolve("file"));
    assertThrows(IOException.class, () -> open(temp.resolve("file")));
  }

  @Test
  void opensDirectoriesInItAndNothingElse() throws IOException {
    directory.makeDirectory("a", 0700);
    try (DirectoryHandle a = directory.openDirectory("a")) {
      a.makeDirectory("b", 0750);
    }
    assertEquals("rwx------", mode("a"));
    assertEquals("rwxr-x---", mode("a/b"));
    write("file", "");
    directory.makeLink("link", "a");
    assertThrows(NotDirectoryException.class, () -> directory.openDirectory("file"));
    assertThrows(NotDirectoryException.class, () -> directory.openDirectory("link"));
    assertThrows(NoSuchFileException.class, () -> directory.openDirectory("no"));
    assertThrows(FileAlreadyExistsException.class, () -> directory.makeDirectory("a", 0700));
    assertThrows(FileAlreadyExistsException.class, () -> directory.makeDirectory("link", 0700));
  }

  @Test
  void namesAreNames() {
    for (String name : List.of("", ".", "..", "a/b", "/", "../x", "/etc")) {
      assertThrows(IllegalArgumentException.class, () -> directory.makeDirectory(name, 0700));
      assertThrows(IllegalArgumentException.class, () -> directory.createFile(name, 0600));
      assertThrows(IllegalArgumentException.class, () -> directory.openDirectory(name));
      assertThrows(IllegalArgumentException.class, () -> directory.rename(name, "x"));
      assertThrows(IllegalArgumentException.class, () -> directory.rename("x", name));
      assertThrows(IllegalArgumentException.class, () -> directory.replace(name, "x"));
      assertThrows(IllegalArgumentException.class, () -> directory.replace("x", name));
      assertThrows(IllegalArgumentException.class, () -> directory.removeFile(name));
      assertThrows(IllegalArgumentException.class, () -> directory.makeLink(name, "x"));
      assertThrows(IllegalArgumentException.class, () -> directory.stat(name));
    }
    for (String name : List.of("a\0b", "\ud800", "x".repeat(300), "y".repeat(5000))) {
      assertThrows(IOException.class, () -> directory.makeDirectory(name, 0700));
      assertThrows(IOException.class, () -> directory.createFile(name, 0600));
    }
  }

  @Test
  void makesFilesOfNewNamesOnly() throws IOException {
    try (FileHandle file = directory.createFile("f", 0640)) {
      file.write(0, ByteBuffer.wrap(new byte[] {1}));
    }
    assertEquals("rw-r-----", mode("f"));
    directory.makeLink("dangling", "nowhere");
    for (String taken : List.of("f", "dangling")) {
      assertThrows(FileAlreadyExistsException.class, () -> directory.createFile(taken, 0600));
    }
    assertFalse(Files.exists(temp.resolve("nowhere")));
    assertEquals(1, Files.size(temp.resolve("f")));
  }

  @Test
  void readsAndWritesAnywhereInAFile() throws IOException {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    try (FileHandle file = directory.createFile("f", 0600)) {
      file.write(100_000, ByteBuffer.wrap(content, 100_000, 200_000));
      ByteBuffer first = ByteBuffer.wrap(content, 0, 100_000);
      file.write(0, first);
      assertEquals(0, first.remaining());
    }
    try (FileHandle file = directory.openToWrite("f")) {
      file.write(0, ByteBuffer.allocateDirect(1).put(0, content[0]));
    }
    ByteBuffer read = ByteBuffer.allocate(content.length);
    try (FileHandle file = directory.openToRead("f")) {
      for (int count = 0; count >= 0 && read.hasRemaining(); ) {
        count = file.read(read.position(), read);
      }
      assertEquals(-1, file.read(content.length, ByteBuffer.allocate(1)));
      assertEquals(0, file.read(0, ByteBuffer.allocate(0)));
    }
    assertArrayEquals(content, read.array());
  }

  @Test
  void opensNothingButFiles() throws Exception {
    write("f", "x");
    directory.makeLink("link", "f");
    directory.makeDirectory("d", 0700);
    assertEquals(0, new ProcessBuilder("mkfifo", temp.resolve("pipe") + "").start().waitFor());
    for (String name : List.of("link", "d", "pipe", "no")) {
      assertThrows(IOException.class, () -> directory.openToRead(name), name);
      assertThrows(IOException.class, () -> directory.openToWrite(name), name);
    }
    assertEquals(Kind.OTHER, directory.stat("pipe").kind());
  }

  @Test
  void zerosReadAsZerosWhereverTheyAreWritten() throws IOException {
    byte[] ones = new byte[400_000];
    Arrays.fill(ones, (byte) 1);
    try (FileHandle file = directory.createFile("f", 0600)) {
      file.write(0, ByteBuffer.wrap(ones));
      file.writeZeros(5_000, 1_000);
      file.writeZeros(100_000, 200_000);
      file.writeZeros(399_999, 2);
      file.writeZeros(500_000, 100_000);
      file.write(600_000, ByteBuffer.wrap(ones, 0, 1));
      assertEquals(600_001, file.stat().size());
    }
    byte[] expected = Arrays.copyOf(ones, 600_001);
    Arrays.fill(expected, 5_000, 6_000, (byte) 0);
    Arrays.fill(expected, 100_000, 300_000, (byte) 0);
    expected[399_999] = 0;
    expected[600_000] = 1;
    assertArrayEquals(expected, Files.readAllBytes(temp.resolve("f")));
  }

  @Test
  void tellsWhatThingsAre() throws IOException {
    Instant time = Instant.parse("2001-02-03T04:05:06.123456789Z");
    try (FileHandle file = directory.createFile("f", 0600)) {
      file.write(0, ByteBuffer.allocate(5));
      file.setModified(time);
      file.setMode(0751);
      assertEquals(directory.stat("f"), file.stat());
    }
    FileStat file = directory.stat("f");
    assertEquals(Kind.FILE, file.kind());
    assertEquals(5, file.size());
    assertEquals(0751, file.mode());
    assertEquals(time, file.modified());
    directory.makeLink("l", "f");
    directory.setModified("l", time.plusSeconds(1));
    assertEquals(Kind.LINK, directory.stat("l").kind());
    assertEquals(time.plusSeconds(1), directory.stat("l").modified());
    assertEquals(time, directory.stat("f").modified());
    directory.setMode(0710);
    directory.setModified(time);
    assertEquals(Kind.DIRECTORY, directory.stat().kind());
    assertEquals(0710, directory.stat().mode());
    assertEquals(time, directory.stat().modified());
    assertThrows(NoSuchFileException.class, () -> directory.stat("no"));
  }

  @Test
  void knowsAThingAgain() throws IOException {
    write("a", "");
    write("b", "");
    FileStat a = directory.stat("a");
    assertTrue(a.isSameAs(directory.stat("a")));
    assertFalse(a.isSameAs(directory.stat("b")));
    directory.rename("a", "c");
    assertTrue(a.isSameAs(directory.stat("c")));
  }

  @Test
  void listsEveryName() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      Files.createFile(temp.resolve("name " + i));
    }
    String script = "printf x > \"$1/$(printf 'bad\\377name')\"";
    assertEquals(0, new ProcessBuilder("sh", "-c", script, "sh", temp + "").start().waitFor());
    List<ListedName> names = directory.list(5_000);
    assertEquals(3_001, names.size());
    assertEquals(names.size(), Set.copyOf(names).size());
    assertEquals(
        List.of(new ListedName("bad\ufffdname", false)),
        names.stream().filter(name -> !name.isText()).toList());
    assertTrue(directory.list(100).size() > 100);
    assertEquals(3_001, directory.list(5_000).size(), "a second time");
  }

  @Test
  void keepsLinksAsTheyAreWritten() throws IOException {
    for (String target : List.of("a", "../b/./c", "/etc/passwd", "ü 日本", "x".repeat(4000))) {
      directory.makeLink("l", target);
      assertEquals(new ListedName(target, true), directory.readLink("l"));
      assertThrows(FileAlreadyExistsException.class, () -> directory.makeLink("l", "other"));
      directory.removeFile("l");
    }
    write("f", "");
    assertThrows(IOException.class, () -> directory.readLink("f"));
    assertThrows(NoSuchFileException.class, () -> directory.readLink("no"));
  }

  @Test
  void renamesToAFreeName() throws IOException {
    write("part", "new");
    directory.rename("part", "name");
    assertEquals("new", Files.readString(temp.resolve("name")));
    assertFalse(Files.exists(temp.resolve("part")));
    assertThrows(NoSuchFileException.class, () -> directory.rename("part", "other"));
    assertFalse(Files.exists(temp.resolve("other")));
  }

  @Test
  void neverRenamesToATakenName() throws IOException {
    write("part", "new");
    write("file", "old");
    directory.makeLink("link", "nowhere");
    directory.makeDirectory("folder", 0700);
    for (String taken : List.of("file", "link", "folder")) {
      assertThrows(FileAlreadyExistsException.class, () -> directory.rename("part", taken));
    }
    assertEquals("old", Files.readString(temp.resolve("file")));
    assertEquals("new", Files.readString(temp.resolve("part")));
    assertFalse(Files.exists(temp.resolve("nowhere")));
  }

  @Test
  void replacesAFileOrALinkAndNothingElse() throws IOException {
    write("file", "old");
    write("aim", "kept");
    directory.makeLink("link", "aim");
    directory.makeDirectory("folder", 0700);
    for (String replaced : List.of("file", "link", "free")) {
      write("part", "new");
      directory.replace("part", replaced);
      assertEquals(FileStat.Kind.FILE, directory.stat(replaced).kind());
      assertEquals("new", Files.readString(temp.resolve(replaced)));
      assertFalse(Files.exists(temp.resolve("part")));
    }
    assertEquals("kept", Files.readString(temp.resolve("aim")));
    write("part", "new");
    assertThrows(FileAlreadyExistsException.class, () -> directory.replace("part", "folder"));
    assertEquals("new", Files.readString(temp.resolve("part")));
    directory.makeLink("other", "aim");
    directory.replace("other", "file");
    assertEquals(FileStat.Kind.LINK, directory.stat("file").kind());
    assertThrows(NoSuchFileException.class, () -> directory.replace("no", "file"));
    assertEquals(FileStat.Kind.LINK, directory.stat("file").kind());
  }

  @Test
  void removesWhatItIsAskedTo() throws IOException {
    write("f", "");
    directory.makeLink("l", "f");
    directory.makeDirectory("d", 0700);
    directory.makeDirectory("full", 0700);
    Files.createFile(temp.resolve("full/x"));
    assertThrows(IOException.class, () -> directory.removeFile("d"));
    assertThrows(IOException.class, () -> directory.removeDirectory("f"));
    assertThrows(IOException.class, () -> directory.removeDirectory("l"));
    assertThrows(IOException.class, () -> directory.removeDirectory("full"));
    directory.removeFile("l");
    directory.removeFile("f");
    directory.removeDirectory("d");
    Set<String> left =
        directory.list(10).stream().map(ListedName::text).collect(Collectors.toSet());
    assertEquals(Set.of("full"), left);
    assertThrows(NoSuchFileException.class, () -> directory.removeFile("f"));
  }

  @Test
  void syncs() throws IOException {
    try (FileHandle file = directory.createFile("f", 0600)) {
      file.startSync();
      file.sync();
    }
    directory.sync();
    directory.sync();
  }

  @Test
  void closesTwice() throws IOException {
    FileHandle file = directory.createFile("f", 0600);
    file.close();
    file.close();
    assertThrows(IOException.class, () -> file.write(0, ByteBuffer.allocate(1)));
    directory.close();
    directory.close();
  }
}
