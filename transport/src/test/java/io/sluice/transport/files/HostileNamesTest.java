package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names, modes and times that file-transfer programs have fallen for. What collides or is reserved
 * is in {@link NameRulesTest}; links and races are in {@link HostileTargetTest}, {@link
 * RacedTargetTest}, {@link RacedSourceTest}; what is risky though harmless to write, in {@code
 * RiskTest}.
 */
class HostileNamesTest {
  /** Ways out of a folder, on any system. */
  private static final List<String> WAYS_OUT =
      List.of(
          "..",
          "../x",
          "a/../../x",
          "..\\x",
          "/etc/passwd",
          "//server/share",
          "\\\\server\\share",
          "C:\\x",
          "C:/x",
          "./x",
          "a//b",
          "a/",
          "/",
          ".",
          "",
          "a\0b",
          "../target-evil/x");

  @TempDir Path temp;
  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectory(temp.resolve("target"));
    Files.createDirectory(temp.resolve("target-evil"));
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      return found
          .map(path -> folder.relativize(path).toString())
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private FileStat stat(String name) throws IOException {
    try (DirectoryHandle folder = DirectoryHandle.open(target)) {
      return folder.stat(name);
    }
  }

  @Test
  void aWayOutIsNoComponentOfAnyPath() {
    for (String name : WAYS_OUT) {
      assertThrows(IllegalArgumentException.class, () -> EntryPath.of(name), name);
      assertThrows(IllegalArgumentException.class, () -> EntryPath.of("a", name), name);
      assertThrows(IllegalArgumentException.class, () -> EntryPath.of(name, "a"), name);
      assertThrows(IllegalArgumentException.class, () -> EntryPath.of("a").child(name), name);
    }
  }

  @Test
  void aLinkCannotNameAWayOutEither() {
    for (String leads : WAYS_OUT) {
      // Some are clumsy, and stay in.
      boolean inside = Set.of("./x", "a//b", "a/", ".", "C:/x").contains(leads);
      assertEquals(inside, ManifestEntry.Symlink.staysInside(EntryPath.of("d", "l"), leads), leads);
    }
  }

  @Test
  void namesThatMeanSomethingToAShellAreNames() throws Exception {
    SampleTree tree = new SampleTree();
    List<String> names =
        List.of("~", "~root", "-rf", "C:x", "x:ads", "$HOME", "`id`", "*", "...", " ", "%00");
    names.forEach(name -> tree.file(name, new byte[1]));
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      for (int entry = 0; entry < names.size(); entry++) {
        sink.write(entry, 0, ByteBuffer.allocate(1));
        sink.publish(entry);
      }
      sink.finishDirectories();
    }
    assertEquals(new TreeSet<>(names), namesIn(target));
    assertEquals(Set.of(), namesIn(temp.resolve("target-evil")));
  }

  @Test
  void aNewNameForTheTargetIsNoWayOutOfItsFolder() {
    Manifest one = new SampleTree().file("f", new byte[1]).manifest();
    for (String out : List.of("..", ".", "no/such/folder", "x/..", "target/x/../../..")) {
      try (FileSink sink = new FileSink(target.resolve("no").resolve(out), one)) {
        assertThrows(FileException.class, () -> sink.write(0, 0, ByteBuffer.allocate(1)), out);
      }
    }
  }

  @Test
  void aFolderThatIsThereKeepsItsModeAndItsTime() throws Exception {
    SampleTree tree = new SampleTree().directory("there", 0777, Instant.EPOCH);
    Files.createDirectory(target.resolve("there"));
    FileStat above = stat("there");
    FileStat itself;
    try (DirectoryHandle folder = DirectoryHandle.open(target)) {
      itself = folder.stat();
      try (FileSink sink = new FileSink(target, tree.manifest())) {
        sink.finishDirectories();
      }
      assertEquals(itself, folder.stat());
    }
    assertEquals(above, stat("there"));
  }

  @Test
  void dangerousBitsOfAModeCannotEvenBeSaid() {
    for (int mode : new int[] {04755, 02755, 01777, 010644, 0100644, -1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ManifestEntry.File(EntryPath.of("f"), mode, Instant.EPOCH, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> new ManifestEntry.Directory(EntryPath.of("d"), mode, Instant.EPOCH));
    }
  }

  @Test
  void everyModeArrivesLessTheRightOfEverybodyToWrite() throws Exception {
    for (int mode : new int[] {0, 0400, 0200, 0111, 0666, 0777, 0002}) {
      SampleTree tree =
          new SampleTree()
              .directory("d", mode, SampleTree.TIME)
              .file("f", mode, SampleTree.TIME, new byte[1]);
      try (FileSink sink = new FileSink(target, tree.manifest())) {
        sink.write(1, 0, ByteBuffer.allocate(1));
        sink.publish(1);
        sink.finishDirectories();
      }
      assertEquals(mode & 0775, stat("f").mode());
      assertEquals(mode & 0775, stat("d").mode());
      Files.delete(target.resolve("f"));
      Files.delete(target.resolve("d"));
    }
  }

  @Test
  void timesOfAnyYearArriveOrHarmNothing() throws Exception {
    for (String time :
        List.of(
            "1970-01-01T00:00:00Z",
            "1979-12-31T23:59:59.000000001Z",
            "1969-12-31T23:59:59.999999999Z",
            "1902-01-01T00:00:00Z",
            "2038-01-19T03:14:08Z",
            "2106-02-07T06:28:16Z",
            "9999-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "+1000000-01-01T00:00:00Z")) {
      Instant instant = Instant.parse(time);
      SampleTree tree = new SampleTree().file("f", 0644, instant, new byte[1]);
      try (FileSink sink = new FileSink(target, tree.manifest())) {
        sink.write(0, 0, ByteBuffer.allocate(1));
        sink.publish(0);
      }
      // Every file system of today holds these to the nanosecond.
      if (instant.isAfter(Instant.parse("1901-12-14T00:00:00Z"))
          && instant.isBefore(Instant.parse("2106-01-01T00:00:00Z"))) {
        assertEquals(instant, stat("f").modified());
      }
      assertTrue(Files.isRegularFile(target.resolve("f")), time);
      Files.delete(target.resolve("f"));
    }
  }

  @Test
  void namesAsLongAsTheDiskTakesThemAndNoLonger() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> EntryPath.of("x".repeat(256)));
    assertThrows(IllegalArgumentException.class, () -> EntryPath.of("ü".repeat(128)));
    String longest = "ü".repeat(127) + "x";
    SampleTree tree = new SampleTree().file(longest, new byte[1]);
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      sink.write(0, 0, ByteBuffer.allocate(1));
      sink.publish(0);
    }
    assertEquals(Set.of(longest), namesIn(target));
  }

  @Test
  void whatIsCleanedUpIsOnlyWhatWasMade() throws Exception {
    SampleTree tree = new SampleTree().directory("d").file("d/f", new byte[2]);
    Files.createDirectory(target.resolve("d"));
    Path mine = Files.writeString(target.resolve("d/.sluice-0000000000000000-1.part"), "mine");
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      sink.write(1, 0, ByteBuffer.allocate(1));
      assertEquals(3, namesIn(target).size());
    }
    assertEquals("mine", Files.readString(mine));
    assertEquals(2, namesIn(target).size());
    assertFalse(Files.exists(target.resolve("d/f")));
  }
}
