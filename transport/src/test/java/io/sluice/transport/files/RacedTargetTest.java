package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders below the target that become links, and folders again, all the while. */
class RacedTargetTest {
  @TempDir Path temp;
  private Path target;
  private Path outside;
  private FileStat outsideBefore;

  @BeforeEach
  void setUp() throws IOException {
    target = Files.createDirectory(temp.resolve("target"));
    Files.createDirectory(target.resolve("a"));
    outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectory(outside.resolve("b"));
    Files.writeString(outside.resolve("kept"), "safe");
    Files.writeString(outside.resolve("b/kept"), "safe");
    outsideBefore = stat(outside);
  }

  private static FileStat stat(Path path) throws IOException {
    try (DirectoryHandle handle = DirectoryHandle.open(path)) {
      return handle.stat();
    }
  }

  /** Names, content, modes and times: a name that was added and removed changes the time. */
  private void assertOutsideUntouched() throws IOException {
    try (var found = Files.walk(outside)) {
      Set<String> names =
          found
              .map(p -> outside.relativize(p).toString())
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of("", "b", "b/kept", "kept"), names);
    }
    assertEquals("safe", Files.readString(outside.resolve("kept")));
    assertEquals("safe", Files.readString(outside.resolve("b/kept")));
    assertEquals(outsideBefore, stat(outside));
  }

  @Test
  void noStepOfThousandsLeavesTheTarget() throws Exception {
    EntryPath kept = EntryPath.of("a", "kept");
    int inPlace = 0;
    try (Swapper swapper = new Swapper(target.resolve("a"), outside);
        Directories directories =
            new Directories(
                new Layout(target.toRealPath(), null, Map.of()), DirectoryHandle::open)) {
      for (int round = 0; round < 2_000 || swapper.swaps() < 50; round++) {
        String part = "part" + round;
        String name = "name" + round;
        inPlace += tried(directories, kept, d -> d.createFile(part, 0600).close());
        inPlace += tried(directories, kept, d -> d.rename(part, name));
        inPlace += tried(directories, kept, d -> d.makeLink("l" + name, "x"));
        inPlace += tried(directories, kept, d -> d.makeDirectory("d" + name, 0700));
        inPlace += tried(directories, kept, d -> d.setMode(0700));
        inPlace += tried(directories, kept, d -> d.removeFile(name));
        // What an attacker would have removed, or emptied.
        tried(directories, kept, d -> d.removeFile("kept"));
        tried(directories, kept, d -> d.openToWrite("kept").close());
        tried(directories, kept, d -> d.removeDirectory("b"));
        if (round % 100 == 0) {
          emptied(directories, round);
        }
      }
    }
    assertOutsideUntouched();
    assertTrue(inPlace > 0, "the race was never won by the good side: " + inPlace);
  }

  /** Keeps the folder small. */
  private static void emptied(Directories directories, int round) {
    for (int i = Math.max(0, round - 100); i <= round; i++) {
      String name = "name" + i;
      tried(directories, EntryPath.of("a", "x"), d -> d.removeFile("l" + name));
      tried(directories, EntryPath.of("a", "x"), d -> d.removeDirectory("d" + name));
    }
  }

  private static int tried(Directories directories, EntryPath path, Directories.Use use) {
    try {
      directories.existing(path, use);
      return 1;
    } catch (FileException e) {
      // A link was in the way, or the folder was away: as it should be.
      return 0;
    }
  }

  @Test
  void transfersFailOrArriveAndNeverElsewhere() throws Exception {
    SampleTree tree =
        new SampleTree()
            .directory("a")
            .directory("a/b", 0700, SampleTree.TIME)
            .file("a/b/file", new byte[3])
            .file("a/kept", new byte[3])
            .link("a/link", "b");
    int complete = 0;
    try (Swapper swapper = new Swapper(target.resolve("a"), outside)) {
      // On a busy machine the swapper may meet every one of two hundred.
      for (int round = 0;
          round < 200 || swapper.swaps() < 20 || (complete == 0 && round < 20_000);
          round++) {
        complete += received(tree) ? 1 : 0;
        tidy();
      }
    }
    assertOutsideUntouched();
    assertTrue(complete > 0, "not one arrived");
  }

  private boolean received(SampleTree tree) {
    boolean complete = true;
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      complete &= done(() -> sink.write(2, 0, ByteBuffer.allocate(3)));
      complete &= done(() -> sink.write(3, 0, ByteBuffer.allocate(3)));
      complete &= done(() -> sink.publish(2));
      complete &= done(() -> sink.publish(3));
      complete &= done(() -> sink.symlink(4));
      complete &= done(sink::finishDirectories);
    }
    return complete;
  }

  private interface Step {
    void take() throws FileException;
  }

  private static boolean done(Step step) {
    try {
      step.take();
      return true;
    } catch (FileException e) {
      return false;
    }
  }

  /** Makes the names free again, through a handle, for the swapper works on. */
  private void tidy() throws IOException {
    try (Directories directories =
        new Directories(new Layout(target.toRealPath(), null, Map.of()), DirectoryHandle::open)) {
      for (int i = 0; i < 100; i++) {
        tried(directories, EntryPath.of("a", "b", "file"), d -> d.removeFile("file"));
        tried(directories, EntryPath.of("a", "kept"), d -> d.removeFile("kept"));
        tried(directories, EntryPath.of("a", "link"), d -> d.removeFile("link"));
        if (tried(directories, EntryPath.of("a", "b"), d -> d.removeDirectory("b")) == 1) {
          return;
        }
      }
    }
  }
}
