package io.sluice.transport.files.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileIndexTest {
  private static final int LEAF = LeafHash.LEAF_BYTES;
  private final FileIndex index = new FileIndex();

  /** What one file would be in the plainest index. */
  private static final class Plain {
    final String path;
    final long position;
    final Map<Long, Long> leaves = new HashMap<>();

    Plain(String path, long position) {
      this.path = path;
      this.position = position;
    }
  }

  @Test
  void saysWhatAPlainIndexSays() throws Exception {
    Random random = new Random(11);
    Map<Integer, Plain> byNumber = new HashMap<>();
    Map<String, Integer> byPath = new HashMap<>();
    for (int step = 1; step < 200_000; step++) {
      int number = random.nextInt(3_000);
      Plain file = byNumber.get(number);
      switch (random.nextInt(file == null ? 1 : 8)) {
        case 0 -> {
          if (file != null) {
            index.drop(number);
            byPath.remove(file.path, number);
          }
          String path = "folder/" + random.nextInt(4_000);
          index.begin(begun(number, path, 10L * LEAF), step);
          byNumber.put(number, new Plain(path, step));
          byPath.put(path, number);
        }
        case 1 -> {
          index.drop(number);
          byNumber.remove(number);
          byPath.remove(file.path, number);
        }
        case 2 -> {
          long leaf = random.nextLong(10);
          index.forget(number, Math.min(leaf, index.leaves(number) - 1));
          file.leaves.remove(Math.min(leaf, index.leaves(number) - 1L));
        }
        default -> {
          long leaf = random.nextInt(3) == 0 ? random.nextLong(10) : 0;
          index.leaf(number, leaf, step);
          file.leaves.put(leaf, (long) step);
        }
      }
    }
    for (int i = 0; i < 4_000; i++) {
      String path = "folder/" + i;
      assertEquals(byPath.getOrDefault(path, FileIndex.NONE), index.find(path), path);
    }
    byNumber.forEach(this::assertSame);
    Set<Integer> numbers = index.numbers().boxed().collect(Collectors.toSet());
    assertEquals(Set.copyOf(byPath.values()), numbers);
  }

  private void assertSame(int number, Plain file) {
    assertEquals(file.position, index.begun(number));
    for (long leaf = 0; leaf < 12; leaf++) {
      assertEquals(file.leaves.getOrDefault(leaf, 0L), index.position(number, leaf));
    }
    assertEquals((long) file.leaves.size() * LEAF, index.bytes(number));
  }

  @Test
  void countsTheLastLeafAsLongAsItIs() throws Exception {
    index.begin(begun(0, "short", 5), 17);
    index.begin(begun(1, "long", 3L * LEAF + 7), 18);
    index.leaf(0, 0, 100);
    index.leaf(1, 3, 101);
    index.leaf(1, 2, 102);
    index.leaf(1, 9, 103);
    assertEquals(5, index.bytes(0));
    assertEquals(LEAF + 7, index.bytes(1));
  }

  @Test
  void doubtsWhatWasSaidBefore() throws Exception {
    index.begin(begun(0, "a", 5), 17);
    index.leaf(0, 0, 20);
    index.doubt(0, 30);
    assertTrue(index.isDoubted(0, 20));
    assertFalse(index.isDoubted(0, 31));
    index.begin(begun(0, "a", 6), 40);
    assertFalse(index.isDoubted(0, 20), "it is another file");
  }

  @Test
  void whatIsSaidOfAFileThatWasNotBegunMeansNothing() throws Exception {
    index.leaf(3, 0, 20);
    index.leaf(-1, 0, 20);
    index.leaf(Integer.MAX_VALUE, 0, 20);
    index.doubt(3, 20);
    index.drop(3);
    assertTrue(index.isEmpty());
  }

  @Test
  void aFileFarBehindAllOthersIsOneTooMany() {
    assertThrows(
        TooManyFilesException.class, () -> index.begin(begun(Integer.MAX_VALUE, "a", 5), 17));
    assertThrows(TooManyFilesException.class, () -> index.begin(begun(-1, "a", 5), 17));
  }

  @Test
  void leavesWithoutEndAreTooMany() throws Exception {
    index.begin(begun(0, "a", Long.MAX_VALUE), 17);
    assertThrows(TooManyFilesException.class, () -> index.leaf(0, Integer.MAX_VALUE - 9, 20));
  }

  private static JournalRecord.Begun begun(int number, String path, long size) {
    return new JournalRecord.Begun(number, path, size, Instant.EPOCH, ".part", "1:2");
  }
}
