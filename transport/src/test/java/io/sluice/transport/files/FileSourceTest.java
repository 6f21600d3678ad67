package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest extends SourceContract {
  @TempDir Path temp;

  @Override
  Source open(SampleTree tree) throws Exception {
    tree.materialise(temp);
    return FileSource.scan(List.of(temp.resolve("a")));
  }

  @Override
  void change(Source source, int entry) throws Exception {
    Path file = temp.resolve(source.manifest().entry(entry).path().toString());
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
  }

  private Path write(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private static List<String> names(FileSource source) {
    return source.manifest().stream().map(e -> e.path().toString()).toList();
  }

  private static List<String> skipped(FileSource source) {
    return source.skipped().stream().map(s -> s.path().getFileName() + ": " + s.reason()).toList();
  }

  private static void assertFailure(String words, Path... paths) {
    var failure =
        assertThrows(TransportException.class, () -> FileSource.scan(Arrays.asList(paths)));
    assertEquals(Problem.LOCAL_FILE, failure.problem());
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
  }

  @Test
  void keepsModesTimesAndEmptyDirectories() throws Exception {
    SampleTree large = SampleTree.large(300, 1);
    large.materialise(temp);
    try (FileSource source = FileSource.scan(List.of(temp.resolve("top")))) {
      List<ManifestEntry> expected =
          large.manifest().stream().collect(Collectors.toCollection(ArrayList::new));
      List<ManifestEntry> scanned =
          source.manifest().stream().collect(Collectors.toCollection(ArrayList::new));
      expected.sort((a, b) -> a.path().compareTo(b.path()));
      scanned.sort((a, b) -> a.path().compareTo(b.path()));
      assertEquals(expected, scanned);
      assertEquals(List.of(), source.skipped());
    }
  }

  @Test
  void listsInTheOrderOfNamesAndDirectoriesFirst() throws Exception {
    for (String name : List.of("b/z", "b/a/2", "b/a/1", "b/a.txt", "b/a0", "c")) {
      write(name);
    }
    Path b = temp.resolve("b");
    try (FileSource source = FileSource.scan(List.of(temp.resolve("c"), b))) {
      assertEquals(
          List.of("b", "b/a", "b/a/1", "b/a/2", "b/a.txt", "b/a0", "b/z", "c"), names(source));
    }
  }

  @Test
  void dotsAndSlashesGiveTheRealName() throws Exception {
    write("real/sub/file");
    Path real = temp.resolve("real");
    for (String given : List.of("", ".", "./", "sub/..", "sub/../", "../real", "../real//")) {
      try (FileSource source = FileSource.scan(List.of(Path.of(real + "/" + given)))) {
        assertEquals(List.of("real", "real/sub", "real/sub/file"), names(source), given);
      }
    }
    try (FileSource source = FileSource.scan(List.of(Path.of("")))) {
      String here = Path.of("").toRealPath().getFileName().toString();
      assertEquals(here, names(source).getFirst());
    }
    assertFailure("has no name to arrive under", Path.of("/"));
  }

  @Test
  void missingAndUnusablePathsAreNamed() throws Exception {
    assertFailure("There is no file or folder \"" + temp + "/no\".", temp.resolve("no"));
    Files.createSymbolicLink(temp.resolve("dangling"), Path.of("no"));
    assertFailure("There is no file or folder", temp.resolve("dangling"));
    write("file");
    assertFailure("\" cannot be sent: ", temp.resolve("file/sub"));
    Files.createSymbolicLink(temp.resolve("loop"), Path.of("loop"));
    assertFailure("\" cannot be sent: ", temp.resolve("loop"));
    assertFailure("There is nothing to send.");
    assertFailure("\\u{1B}", temp.resolve("\u001b[2J"));
  }

  @Test
  void sameTopLevelNameTwiceIsRefused() throws Exception {
    assertFailure("would both arrive as \"x\"", write("a/x"), write("b/x"));
    assertFailure("would both arrive as \"x\"", temp.resolve("a/x"), temp.resolve("a/../a/x"));
  }

  @Test
  void followsLinksThatAreGiven() throws Exception {
    write("real/file");
    Path toFolder = Files.createSymbolicLink(temp.resolve("folder"), Path.of("real"));
    Path toFile = Files.createSymbolicLink(temp.resolve("link"), Path.of("real/file"));
    try (FileSource source = FileSource.scan(List.of(toFolder, toFile))) {
      assertEquals(List.of("folder", "folder/file", "link"), names(source));
      byte[] into = new byte[9];
      assertEquals(9, source.read(2, 0, into, 9));
      assertArrayEquals("real/file".getBytes(UTF_8), into);
      assertEquals(9, source.read(1, 0, into, 9));
    }
  }

  @Test
  void keepsLinksThatStayInsideAndSkipsOthers() throws Exception {
    write("outside");
    write("top/sub/file");
    Path sub = temp.resolve("top/sub");
    Files.createSymbolicLink(sub.resolve("1-inside"), Path.of("../sub/file"));
    Files.createSymbolicLink(sub.resolve("2-up"), Path.of(".."));
    Files.createSymbolicLink(sub.resolve("3-outside"), Path.of("../../outside"));
    Files.createSymbolicLink(sub.resolve("4-absolute"), sub.resolve("file"));
    Files.createSymbolicLink(sub.resolve("5-through-a-link"), Path.of("2-up/../outside"));
    try (FileSource source = FileSource.scan(List.of(temp.resolve("top")))) {
      assertEquals(
          List.of("top", "top/sub", "top/sub/1-inside", "top/sub/2-up", "top/sub/file"),
          names(source));
      ManifestEntry link = source.manifest().entry(2);
      assertEquals("../sub/file", ((ManifestEntry.Symlink) link).target());
      String reason = ": it is a link that leads out of the folder that is sent";
      assertEquals(
          List.of("3-outside" + reason, "4-absolute" + reason, "5-through-a-link" + reason),
          skipped(source));
    }
  }

  @Test
  void skipsWhatIsNeitherFileNorDirectory() throws Exception {
    Path top = Files.createDirectory(temp.resolve("s"));
    write("s/file");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(top.resolve("socket")));
      try (FileSource source = FileSource.scan(List.of(top))) {
        assertEquals(List.of("s", "s/file"), names(source));
        assertEquals(List.of("socket: it is a named pipe, a socket or a device"), skipped(source));
      }
      assertFailure("There is nothing to send: ", top.resolve("socket"));
    }
    assertFailure("it is a named pipe, a socket or a device", Path.of("/dev/null"));
  }

  @Test
  void skipsNamesThatCannotBeSent() throws Exception {
    write("top/good ü.txt");
    write("top/back\\slash");
    // Java itself cannot make a name that is not UTF-8.
    String script = "printf x > \"$1/$(printf 'bad\\377name')\"";
    Process shell =
        new ProcessBuilder("sh", "-c", script, "sh", temp.resolve("top").toString()).start();
    assertEquals(0, shell.waitFor());
    try (FileSource source = FileSource.scan(List.of(temp.resolve("top")))) {
      assertEquals(List.of("top", "top/good ü.txt"), names(source));
      assertEquals(
          List.of(
              "back\\slash: there is a backslash in its name",
              "bad\ufffdname: its name is not valid in this system's character encoding"),
          skipped(source));
    }
    assertFailure("there is a backslash in its name", temp.resolve("top/back\\slash"));
  }

  @Test
  void longestNamesAndDeepestFoldersGoThrough() throws Exception {
    Path deepest = temp.resolve("0");
    for (int depth = 1; depth < EntryPath.MAX_DEPTH; depth++) {
      deepest = deepest.resolve(String.valueOf(depth));
    }
    Files.createDirectories(deepest);
    Files.writeString(deepest.resolve("too deep"), "");
    Files.writeString(temp.resolve("0").resolve("x".repeat(255)), "");
    try (FileSource source = FileSource.scan(List.of(temp.resolve("0")))) {
      assertEquals(EntryPath.MAX_DEPTH + 1, source.manifest().count());
      assertEquals(List.of("too deep: it is more than 64 folders deep"), skipped(source));
    }
  }

  @Test
  void tooManyEntriesAreCounted() throws Exception {
    write("top/a/1");
    write("top/a/2");
    Path b = write("top/b");
    Path top = temp.resolve("top");
    assertEquals(5, Scan.of(Selection.of(List.of(top)), 5, Long.MAX_VALUE).manifest().count());
    for (int limit = 1; limit < 5; limit++) {
      int tooFew = limit;
      var failure =
          assertThrows(
              TransportException.class,
              () -> Scan.of(Selection.of(List.of(top)), tooFew, Long.MAX_VALUE));
      String words = "There are more than " + limit + " files and folders";
      assertTrue(String.valueOf(failure.getMessage()).startsWith(words), failure.getMessage());
    }
    assertThrows(
        TransportException.class, () -> Scan.of(Selection.of(List.of(top, b)), 5, Long.MAX_VALUE));
  }

  @Test
  void everyKindOfChangeIsNoticed() throws Exception {
    byte[] into = new byte[4];
    for (String change : List.of("append", "shorten", "replace", "remove", "link", "folder")) {
      Path file = write(change + "/file");
      try (FileSource source = FileSource.scan(List.of(file))) {
        FileTime before = Files.getLastModifiedTime(file);
        assertEquals(4, source.read(0, 0, into, 4));
        switch (change) {
          case "append" -> Files.writeString(file, "more", StandardOpenOption.APPEND);
          case "shorten" -> Files.writeString(file, "1");
          case "replace" -> {
            Path other = write(change + "/other");
            Files.write(other, Files.readAllBytes(file));
            Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          }
          case "link" -> {
            Path other = Files.move(file, file.resolveSibling("moved"));
            Files.createSymbolicLink(file, other);
          }
          case "folder" -> {
            Files.delete(file);
            Files.createDirectory(file);
          }
          default -> Files.delete(file);
        }
        if (Files.isRegularFile(file) && !change.equals("link")) {
          Files.setLastModifiedTime(file, before);
        }
        assertThrows(SourceChangedException.class, () -> source.read(0, 0, into, 4), change);
      }
    }
  }

  @Test
  void aFileThatIsTakenAwayBeforeItIsReadIsNoticed() throws Exception {
    Path file = write("file");
    try (FileSource source = FileSource.scan(List.of(file))) {
      Files.delete(file);
      var failure =
          assertThrows(SourceChangedException.class, () -> source.read(0, 0, new byte[4], 4));
      assertEquals("it was removed while it was being sent", failure.reason());
    }
  }

  @Test
  void readingManyFilesKeepsFewOpen() throws Exception {
    for (int i = 0; i < 300; i++) {
      write("top/" + i);
    }
    byte[] into = new byte[3];
    try (FileSource source = FileSource.scan(List.of(temp.resolve("top")))) {
      for (int round = 0; round < 2; round++) {
        for (int entry = 1; entry <= 300; entry++) {
          assertEquals(3, source.read(entry, 0, into, 3));
        }
      }
      assertEquals(OpenFiles.LIMIT, openBelow(temp));
    }
    assertEquals(0, openBelow(temp));
  }

  /** How many files below a folder this process has open; directories do not count. */
  static long openBelow(Path folder) throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(d -> isFileBelow(d, folder)).count();
    }
  }

  private static boolean isFileBelow(Path descriptor, Path folder) {
    try {
      Path open = Files.readSymbolicLink(descriptor);
      return open.startsWith(folder.toRealPath()) && !Files.isDirectory(open);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anInterruptedThreadReadsOn() throws Exception {
    Path file = write("file");
    try (FileSource source = FileSource.scan(List.of(file))) {
      byte[] into = new byte[4];
      Thread.currentThread().interrupt();
      assertEquals(4, source.read(0, 0, into, 4));
      assertTrue(Thread.interrupted());
      assertEquals(4, source.read(0, 0, into, 4));
    }
  }

  @Test
  void listedPathsAreThoseOfTheManifest() throws Exception {
    write("a/b/c");
    try (FileSource source = FileSource.scan(List.of(temp.resolve("a/b")))) {
      assertEquals(path("b/c"), source.manifest().entry(1).path());
      assertEquals(5, source.manifest().bytes());
      assertEquals(1, source.manifest().files());
    }
  }
}
