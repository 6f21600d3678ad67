package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.path;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Sink} does. */
abstract class SinkContract {
  private static final int EMPTY = 1;
  private static final int SMALL = 2;
  private static final int LARGE = 3;
  private static final int FOLDER = 4;
  private static final int LINK = 5;

  final SampleTree tree =
      new SampleTree()
          .directory("a")
          .file("a/empty", new byte[0])
          .file("a/small", SampleTree.random(10, 1))
          .file("a/large", SampleTree.random(500_000, 2))
          .directory("a/folder")
          .link("a/link", "small");

  /** A sink into an empty place; called once in a test. */
  abstract Sink open(Manifest manifest) throws Exception;

  /** Puts a file in the way, in the place of the last {@link #open}. */
  abstract void occupy(EntryPath path) throws Exception;

  abstract byte @Nullable [] content(EntryPath path) throws Exception;

  /** All names that can be seen. */
  abstract Set<EntryPath> names() throws Exception;

  static void write(Sink sink, int entry, byte[] content) throws Exception {
    for (int offset = 0; offset < content.length; offset += 128 * 1024) {
      int length = Math.min(128 * 1024, content.length - offset);
      sink.write(entry, offset, ByteBuffer.wrap(content, offset, length));
    }
  }

  @Test
  void receivesATree() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      for (int entry : new int[] {LARGE, EMPTY, SMALL}) {
        write(sink, entry, tree.content(entry));
        sink.publish(entry);
      }
      sink.symlink(LINK);
      sink.finishDirectories();
    }
    for (int entry : new int[] {LARGE, EMPTY, SMALL}) {
      EntryPath path = tree.manifest().entry(entry).path();
      assertArrayEquals(tree.content(entry), content(path), path.toString());
    }
    assertEquals(
        Set.of(
            path("a"),
            path("a/empty"),
            path("a/small"),
            path("a/large"),
            path("a/folder"),
            path("a/link")),
        names());
  }

  @Test
  void placesWholeFilesOfSeveralFoldersBesideOthers() throws Exception {
    SampleTree many = new SampleTree();
    for (String folder : List.of("p", "p/q", "r")) {
      many.directory(folder);
      for (int i = 0; i < 20; i++) {
        many.file(folder + "/0" + i, SampleTree.random(i * 50, i));
      }
    }
    List<WholeFile> files = new ArrayList<>();
    for (int entry = 0; entry < many.manifest().count(); entry++) {
      if (many.manifest().entry(entry) instanceof ManifestEntry.File) {
        files.add(whole(entry, many.content(entry)));
      }
    }
    try (Sink sink = open(many.manifest())) {
      assertEquals(Map.of(), sink.place(files));
      sink.finishDirectories();
    }
    for (WholeFile file : files) {
      EntryPath path = many.manifest().entry(file.entry()).path();
      assertArrayEquals(many.content(file.entry()), content(path), path.toString());
    }
    assertEquals(many.manifest().count(), names().size());
  }

  @Test
  void aWholeFileWhoseNameIsTakenLeavesNothing() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      occupy(path("a/small"));
      Map<Integer, FileException> failures =
          sink.place(
              List.of(
                  whole(EMPTY, tree.content(EMPTY)),
                  whole(SMALL, tree.content(SMALL)),
                  whole(LARGE, tree.content(LARGE))));
      assertEquals(Set.of(SMALL), failures.keySet());
      assertEquals(Problem.CONFLICT, failures.get(SMALL).problem());
      assertArrayEquals(tree.content(EMPTY), content(path("a/empty")));
      assertArrayEquals(tree.content(LARGE), content(path("a/large")));
      Set<EntryPath> seen = new HashSet<>(names());
      seen.remove(path("a"));
      assertEquals(Set.of(path("a/empty"), path("a/small"), path("a/large")), seen);
    }
  }

  private static WholeFile whole(int entry, byte[] content) {
    byte[] root = new LeafHash().rootOf(content, 0, Math.min(content.length, LeafHash.LEAF_BYTES));
    return new WholeFile(entry, ByteBuffer.wrap(content), root);
  }

  @Test
  void takesBlocksInAnyOrderAndAgain() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      byte[] content = tree.content(LARGE);
      sink.write(LARGE, 400_000, ByteBuffer.wrap(content, 400_000, 100_000));
      sink.write(LARGE, 0, ByteBuffer.wrap(new byte[400_000]));
      ByteBuffer again = ByteBuffer.wrap(content, 0, 400_000);
      sink.write(LARGE, 0, again);
      assertEquals(0, again.remaining());
      sink.publish(LARGE);
      assertArrayEquals(content, content(path("a/large")));
    }
  }

  @Test
  void showsNothingBeforeItIsPublished() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      write(sink, SMALL, tree.content(SMALL));
      assertEquals(false, names().contains(path("a/small")));
    }
    assertEquals(Set.of(), names());
  }

  @Test
  void publishesNothingIncomplete() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      sink.write(LARGE, 0, ByteBuffer.wrap(new byte[100]));
      var failure = assertThrows(FileException.class, () -> sink.publish(LARGE));
      assertEquals(Problem.INTEGRITY, failure.problem());
      assertEquals(false, names().contains(path("a/large")));
    }
  }

  @Test
  void replacesNothing() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      occupy(path("a/small"));
      occupy(path("a/link"));
      byte[] before = content(path("a/small"));
      write(sink, SMALL, tree.content(SMALL));
      var file = assertThrows(FileException.class, () -> sink.publish(SMALL));
      assertEquals(Problem.CONFLICT, file.problem());
      var link = assertThrows(FileException.class, () -> sink.symlink(LINK));
      assertEquals(Problem.CONFLICT, link.problem());
      assertArrayEquals(before, content(path("a/small")));
    }
  }

  @Test
  void beginsAnewAfterDiscard() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      sink.write(SMALL, 0, ByteBuffer.wrap(new byte[10]));
      sink.discard(SMALL);
      sink.discard(SMALL);
      sink.write(SMALL, 0, ByteBuffer.wrap(tree.content(SMALL), 0, 5));
      assertThrows(FileException.class, () -> sink.publish(SMALL));
      sink.write(SMALL, 5, ByteBuffer.wrap(tree.content(SMALL), 5, 5));
      sink.publish(SMALL);
      assertArrayEquals(tree.content(SMALL), content(path("a/small")));
      sink.discard(SMALL);
      assertArrayEquals(tree.content(SMALL), content(path("a/small")));
    }
  }

  @Test
  void refusesWhatIsNotListed() throws Exception {
    try (Sink sink = open(tree.manifest())) {
      ByteBuffer eleven = ByteBuffer.allocate(11);
      assertThrows(IndexOutOfBoundsException.class, () -> sink.write(SMALL, 0, eleven));
      assertThrows(IndexOutOfBoundsException.class, () -> sink.write(SMALL, -1, eleven));
      assertThrows(
          IndexOutOfBoundsException.class, () -> sink.write(SMALL, Long.MAX_VALUE, eleven));
      assertThrows(IndexOutOfBoundsException.class, () -> sink.write(6, 0, eleven));
      assertThrows(IllegalArgumentException.class, () -> sink.write(FOLDER, 0, eleven));
      assertThrows(IllegalArgumentException.class, () -> sink.publish(LINK));
      assertThrows(IllegalArgumentException.class, () -> sink.symlink(SMALL));
    }
    assertEquals(Set.of(), names());
  }

  @Test
  void takesNothingOnceClosed() throws Exception {
    Sink sink = open(tree.manifest());
    sink.close();
    sink.close();
    ByteBuffer data = ByteBuffer.wrap(tree.content(SMALL));
    assertThrows(FileException.class, () -> sink.write(SMALL, 0, data));
    assertThrows(FileException.class, () -> sink.publish(EMPTY));
    assertEquals(Set.of(), names());
  }

  @Test
  void servesSeveralThreads() throws Exception {
    SampleTree many = new SampleTree().directory("a");
    for (int i = 0; i < 200; i++) {
      many.file("a/" + i, SampleTree.random(1_000, i));
    }
    try (Sink sink = open(many.manifest());
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<@Nullable Void>> writings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int first = i;
        writings.add(() -> writeEveryFourth(sink, many, first));
      }
      for (Future<@Nullable Void> writing : threads.invokeAll(writings)) {
        writing.get();
      }
    }
    for (int i = 0; i < 200; i++) {
      assertArrayEquals(many.content(1 + i), content(path("a/" + i)), "a/" + i);
    }
  }

  private static @Nullable Void writeEveryFourth(Sink sink, SampleTree tree, int first)
      throws Exception {
    for (int half = 0; half < 2; half++) {
      for (int i = first; i < 200; i += 4) {
        byte[] content = tree.content(1 + i);
        sink.write(1 + i, half * 500L, ByteBuffer.wrap(content, half * 500, 500));
      }
    }
    for (int i = first; i < 200; i += 4) {
      sink.publish(1 + i);
    }
    return null;
  }
}
