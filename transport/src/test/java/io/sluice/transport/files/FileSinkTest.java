package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.TIME;
import static io.sluice.transport.files.SampleTree.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends SinkContract {
  @TempDir Path temp;

  /** A sink by the handles of this system. */
  FileSink sink(Path target, Manifest manifest) {
    return new FileSink(target, manifest);
  }

  /** A time as it is found again after it was set. */
  Instant stored(Instant time) {
    return time;
  }

  @Override
  Sink open(Manifest manifest) {
    return sink(temp, manifest);
  }

  @Override
  void occupy(EntryPath path) throws IOException {
    Path place = temp.resolve(path.toString());
    Files.createDirectories(place.getParent());
    Files.writeString(place, "before");
  }

  @Override
  byte @Nullable [] content(EntryPath path) throws IOException {
    return Files.readAllBytes(temp.resolve(path.toString()));
  }

  @Override
  Set<EntryPath> names() throws IOException {
    try (Stream<Path> found = Files.walk(temp)) {
      return found
          .filter(p -> !p.equals(temp) && !isPart(p))
          .map(p -> SampleTree.path(temp.relativize(p).toString()))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isPart(Path path) {
    return path.getFileName().toString().matches("\\.sluice-[0-9a-f]{16}-[0-9]+\\.part");
  }

  /** Everything below the folder, part files too. */
  private Set<String> everything() throws IOException {
    try (Stream<Path> found = Files.walk(temp)) {
      return found
          .map(p -> temp.relativize(p).toString())
          .filter(p -> !p.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static void receive(Sink sink, SampleTree tree, int... entries) throws Exception {
    for (int entry : entries) {
      write(sink, entry, tree.content(entry));
      sink.publish(entry);
    }
  }

  @Test
  void setsModesAndTimes() throws Exception {
    Instant old = Instant.parse("1969-07-20T20:17:40.000000001Z");
    SampleTree tree =
        new SampleTree()
            .directory("d", 0777, TIME)
            .directory("d/inner", 0500, old)
            .file("d/inner/run", 0777, TIME, new byte[1])
            .file("d/inner/secret", 0400, old, new byte[1])
            .link("d/inner/link", "run");
    try (Sink sink = open(tree.manifest())) {
      receive(sink, tree, 2, 3);
      sink.symlink(4);
      sink.finishDirectories();
    }
    assertEquals("rwxrwxr-x", mode(temp.resolve("d")));
    assertEquals("r-x------", mode(temp.resolve("d/inner")));
    assertEquals("rwxrwxr-x", mode(temp.resolve("d/inner/run")));
    assertEquals("r--------", mode(temp.resolve("d/inner/secret")));
    for (String later : List.of("d", "d/inner/run", "d/inner/link")) {
      assertEquals(FileTime.from(TIME), time(later), later);
    }
    assertEquals(stored(old), modified("d/inner"));
    assertEquals(stored(old), modified("d/inner/secret"));
  }

  private FileTime time(String name) throws IOException {
    return Files.getLastModifiedTime(temp.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Java's own calls read a time before 1970 wrong. */
  private Instant modified(String name) throws IOException {
    Path path = temp.resolve(name);
    try (DirectoryHandle folder = DirectoryHandle.open(path.getParent())) {
      return folder.stat(path.getFileName().toString()).modified();
    }
  }

  @Test
  void timesThatNoDiskStoresHarmNothing() throws Exception {
    for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.parse("9999-12-31T23:59:59Z"))) {
      SampleTree tree = new SampleTree().file("f", 0644, time, new byte[1]);
      try (Sink sink = open(tree.manifest())) {
        receive(sink, tree, 0);
      }
      Files.delete(temp.resolve("f"));
    }
  }

  @Test
  void wholeFilesGetModeAndTimeAndLeaveNoPartFile() throws Exception {
    Instant old = Instant.parse("1969-07-20T20:17:40.000000001Z");
    SampleTree tree =
        new SampleTree()
            .file("run", 0777, TIME, new byte[3])
            .file("secret", 0400, old, new byte[0])
            .file("taken", 0644, TIME, new byte[2]);
    FileSink sink = sink(temp, tree.manifest());
    sink.keepChecksums();
    occupy(EntryPath.of("taken"));
    List<WholeFile> files = new ArrayList<>();
    for (int entry = 0; entry < 3; entry++) {
      byte[] content = tree.content(entry);
      byte[] root = new LeafHash().rootOf(content, 0, content.length);
      files.add(new WholeFile(entry, ByteBuffer.wrap(content), root));
    }
    try (sink) {
      assertEquals(Set.of(2), sink.place(files).keySet());
      assertEquals(Set.of("run", "secret", "taken"), everything());
      assertEquals("rwxrwxr-x", mode(temp.resolve("run")));
      assertEquals("r--------", mode(temp.resolve("secret")));
      assertEquals(TIME, modified("run"));
      assertEquals(stored(old), modified("secret"));
      assertEquals(2, sink.checksums().size());
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[3])),
          sink.checksums().getFirst().sha256());
    }
  }

  @Test
  void partFilesAreHiddenAndPrivate() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      sink.write(2, 0, ByteBuffer.wrap(new byte[1]));
      Set<String> there = everything();
      assertEquals(2, there.size(), there.toString());
      for (String name : there) {
        Path path = temp.resolve(name);
        assertTrue(name.equals("a") || isPart(path), name);
        assertEquals(name.equals("a") ? "rwx------" : "rw-------", mode(path));
      }
    }
  }

  @Test
  void receivesUnderANewName() throws Exception {
    Path target = temp.resolve("new name");
    try (Sink sink = sink(target, tree.manifest())) {
      assertTrue(Survey.of(target, tree.manifest()).isClear());
      receive(sink, tree, 1, 2, 3);
      sink.finishDirectories();
    }
    assertEquals(
        Set.of("new name", "new name/empty", "new name/small", "new name/large", "new name/folder"),
        everything());
    SampleTree single = new SampleTree().file("f", new byte[5]);
    try (Sink sink = sink(temp.resolve("g"), single.manifest())) {
      receive(sink, single, 0);
    }
    assertEquals(5, Files.size(temp.resolve("g")));
  }

  @Test
  void mergesIntoADirectoryAndLeavesItAsItIs() throws Exception {
    occupy(path("a/other"));
    occupy(path("a/folder/other"));
    Path folder = temp.resolve("a/folder");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
    FileTime before = time("a/folder");
    try (Sink sink = open(tree.manifest())) {
      assertTrue(Survey.of(temp, tree.manifest()).isClear());
      receive(sink, tree, 2);
      sink.finishDirectories();
    }
    assertEquals("rwx--x---", mode(folder));
    assertEquals(before, time("a/folder"));
    assertEquals("before", Files.readString(temp.resolve("a/other")));
    assertArrayEquals(tree.content(2), content(path("a/small")));
  }

  @Test
  void aTargetThatIsALinkToAFolderIsFollowed() throws Exception {
    Path real = Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("real"));
    try (Sink sink = sink(link, tree.manifest())) {
      assertTrue(Survey.of(link, tree.manifest()).isClear());
      receive(sink, tree, 2);
    }
    assertTrue(Files.exists(real.resolve("a/small")));
  }

  @Test
  void closeRemovesWhatIsLeftAndNothingElse() throws Exception {
    SampleTree tree =
        new SampleTree()
            .directory("a", 0750, TIME)
            .directory("a/b")
            .file("a/b/published", new byte[3])
            .directory("a/c")
            .file("a/c/begun", new byte[3])
            .directory("old")
            .file("old/begun", new byte[3]);
    occupy(path("old/.sluice-0123456789abcdef-6.part"));
    Files.createDirectory(temp.resolve("empty"));
    try (Sink sink = open(tree.manifest())) {
      receive(sink, tree, 2);
      sink.write(4, 0, ByteBuffer.wrap(new byte[3]));
      sink.write(6, 0, ByteBuffer.wrap(new byte[3]));
    }
    assertEquals(
        Set.of("a", "a/b", "a/b/published", "empty", "old", "old/.sluice-0123456789abcdef-6.part"),
        everything());
    assertEquals("rwxr-x---", mode(temp.resolve("a")));
  }

  @Test
  void closeWithoutAnythingPublishedLeavesNoTrace() throws Exception {
    SampleTree large = SampleTree.large(200, 5);
    try (Sink sink = open(large.manifest())) {
      for (int i = 0; i < large.manifest().count(); i++) {
        if (large.manifest().entry(i).size() > 0) {
          sink.write(i, 0, ByteBuffer.wrap(large.content(i)));
        }
      }
      assertTrue(everything().size() > 100);
      assertTrue(FileSourceTest.openBelow(temp) <= OpenFiles.LIMIT);
    }
    assertEquals(Set.of(), everything());
    assertEquals(0, FileSourceTest.openBelow(temp));
  }

  @Test
  void manyFilesAtOnceKeepFewOpen() throws Exception {
    SampleTree many = new SampleTree().directory("a");
    for (int i = 1; i <= 300; i++) {
      many.file("a/" + i, SampleTree.random(20, i));
    }
    try (Sink sink = open(many.manifest())) {
      for (int half = 0; half < 2; half++) {
        for (int i = 1; i <= 300; i++) {
          sink.write(i, half * 10L, ByteBuffer.wrap(many.content(i), half * 10, 10));
        }
      }
      assertEquals(OpenFiles.LIMIT, FileSourceTest.openBelow(temp));
      for (int i = 1; i <= 300; i++) {
        sink.publish(i);
      }
      assertEquals(0, FileSourceTest.openBelow(temp));
    }
    for (int i = 1; i <= 300; i++) {
      assertArrayEquals(many.content(i), content(path("a/" + i)));
    }
  }

  @Test
  void aReplacedPartFileIsNotWrittenTo() throws Exception {
    SampleTree many = new SampleTree();
    for (int i = 0; i <= OpenFiles.LIMIT; i++) {
      many.file("f" + i, new byte[2]);
    }
    String replaced;
    try (Sink sink = open(many.manifest())) {
      for (int i = 0; i <= OpenFiles.LIMIT; i++) {
        sink.write(i, 0, ByteBuffer.wrap(new byte[1]));
      }
      Path first =
          temp.resolve(
              everything().stream().filter(n -> n.endsWith("-0.part")).findFirst().orElseThrow());
      Path victim = Files.writeString(temp.resolve("victim"), "safe");
      Files.delete(first);
      Files.createLink(first, victim);
      ByteBuffer data = ByteBuffer.wrap(new byte[1]);
      assertThrows(FileException.class, () -> sink.write(0, 0, data));
      Files.delete(first);
      Files.createSymbolicLink(first, victim);
      assertThrows(FileException.class, () -> sink.write(0, 0, data));
      assertEquals("safe", Files.readString(victim));
      replaced = first.getFileName().toString();
    }
    // What somebody else put there is not this sink's to remove.
    assertEquals(Set.of("victim", replaced), everything());
  }

  @Test
  void aThreadThatIsInterruptedLosesNothing() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      sink.write(2, 0, ByteBuffer.wrap(tree.content(2), 0, 5));
      Thread.currentThread().interrupt();
      try {
        sink.write(2, 5, ByteBuffer.wrap(tree.content(2), 5, 5));
      } catch (FileException e) {
        // Java's channels close under an interrupted thread, and say so.
        assertEquals(Problem.INTERRUPTED, e.problem());
      }
      assertTrue(Thread.interrupted());
      sink.write(2, 5, ByteBuffer.wrap(tree.content(2), 5, 5));
      sink.publish(2);
      assertArrayEquals(tree.content(2), content(path("a/small")));
    }
  }

  @Test
  void fileNamesOfEveryKindArrive() throws Exception {
    List<String> names =
        List.of("-rf", "~", " ", "ü\u0301", "日本", "\u001b[2J", "x".repeat(255), "%s", "$(id)", "*");
    SampleTree tree = new SampleTree().directory("a");
    names.forEach(name -> tree.file("a/" + name, name.getBytes(UTF_8)));
    try (Sink sink = open(tree.manifest())) {
      for (int i = 1; i <= names.size(); i++) {
        receive(sink, tree, i);
      }
      sink.finishDirectories();
    }
    for (String name : names) {
      assertEquals(name, Files.readString(temp.resolve("a").resolve(name)));
    }
    assertFalse(everything().stream().anyMatch(n -> n.endsWith(".part")));
  }
}
