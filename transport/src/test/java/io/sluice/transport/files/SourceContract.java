package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Source} does. */
abstract class SourceContract {
  private static final int EMPTY = 1;
  private static final int SMALL = 2;
  private static final int LARGE = 3;

  final SampleTree tree =
      new SampleTree()
          .directory("a")
          .file("a/empty", new byte[0])
          .file("a/small", SampleTree.random(10, 1))
          .file("a/zlarge", SampleTree.random(1_000_000, 2));

  /** A source of the whole tree, whose only top-level entry is {@code a}. */
  abstract Source open(SampleTree tree) throws Exception;

  /** Makes a file of the source another one than in its manifest. */
  abstract void change(Source source, int entry) throws Exception;

  @Test
  void listsTheTree() throws Exception {
    try (Source source = open(tree)) {
      assertEquals(tree.manifest().stream().toList(), source.manifest().stream().toList());
    }
  }

  @Test
  void readsAnyPart() throws Exception {
    try (Source source = open(tree)) {
      byte[] content = tree.content(LARGE);
      byte[] into = new byte[70_000];
      for (int offset : new int[] {0, 1, 131_072, 999_990, 1_000_000, 65_536, 0}) {
        int count = source.read(LARGE, offset, into, into.length);
        assertEquals(Math.min(into.length, content.length - offset), count);
        assertArrayEquals(
            Arrays.copyOfRange(content, offset, offset + count), Arrays.copyOf(into, count));
      }
    }
  }

  @Test
  void readsWholeFilesButThoseThatChanged() throws Exception {
    try (Source source = open(tree)) {
      ByteBuffer into = ByteBuffer.allocate(2_000_000);
      assertEquals(Map.of(), source.readWhole(List.of(EMPTY, SMALL, LARGE), into));
      assertEquals(1_000_010, into.position());
      assertEquals(ByteBuffer.wrap(tree.content(SMALL)), into.slice(0, 10));
      assertEquals(ByteBuffer.wrap(tree.content(LARGE)), into.slice(10, 1_000_000));
      change(source, SMALL);
      into.clear();
      var failures = source.readWhole(List.of(SMALL, LARGE), into);
      assertEquals(Set.of(SMALL), failures.keySet());
      assertInstanceOf(SourceChangedException.class, failures.get(SMALL));
      assertEquals(ByteBuffer.wrap(tree.content(LARGE)), into.flip());
    }
  }

  @Test
  void readsNoMoreThanAskedFor() throws Exception {
    try (Source source = open(tree)) {
      byte[] into = new byte[10];
      assertEquals(3, source.read(SMALL, 5, into, 3));
      byte[] expected = Arrays.copyOf(Arrays.copyOfRange(tree.content(SMALL), 5, 8), 10);
      assertArrayEquals(expected, into);
      assertEquals(0, source.read(SMALL, 0, into, 0));
      assertEquals(0, source.read(EMPTY, 0, into, 10));
    }
  }

  @Test
  void refusesWhatIsNotThere() throws Exception {
    try (Source source = open(tree)) {
      byte[] into = new byte[10];
      assertThrows(IllegalArgumentException.class, () -> source.read(0, 0, into, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> source.read(4, 0, into, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> source.read(-1, 0, into, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> source.read(SMALL, 11, into, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> source.read(SMALL, -1, into, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> source.read(SMALL, 0, into, 11));
    }
  }

  @Test
  void noticesAChangedFile() throws Exception {
    try (Source source = open(tree)) {
      byte[] into = new byte[10];
      assertEquals(10, source.read(LARGE, 0, into, 10));
      change(source, LARGE);
      var failure =
          assertThrows(SourceChangedException.class, () -> source.read(LARGE, 0, into, 10));
      assertEquals(Problem.LOCAL_FILE, failure.problem());
      assertEquals(10, source.read(SMALL, 0, into, 10));
    }
  }

  @Test
  void servesSeveralThreads() throws Exception {
    SampleTree many = new SampleTree().directory("a");
    for (int i = 0; i < 200; i++) {
      many.file("a/%03d".formatted(i), SampleTree.random(1_000, i));
    }
    try (Source source = open(many);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> readings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int first = i;
        readings.add(() -> readsWell(source, many, first));
      }
      for (Future<Boolean> reading : threads.invokeAll(readings)) {
        assertEquals(true, reading.get());
      }
    }
  }

  /** Each thread begins elsewhere, and all read every file, twice. */
  private static boolean readsWell(Source source, SampleTree tree, int first) throws Exception {
    byte[] into = new byte[1_000];
    for (int i = 0; i < 400; i++) {
      int entry = 1 + (first * 50 + i) % 200;
      if (source.read(entry, 0, into, 1_000) != 1_000
          || !Arrays.equals(into, tree.content(entry))) {
        return false;
      }
    }
    return true;
  }
}
