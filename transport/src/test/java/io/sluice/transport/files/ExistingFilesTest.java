package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Problem;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingFilesTest {
  private static final int LEAF = LeafHash.LEAF_BYTES;
  private static final byte[] CONTENT = SampleTree.random(3 * LEAF + 100, 9);

  @TempDir Path temp;
  private final SampleTree tree = new SampleTree().file("f", CONTENT).file("g", CONTENT);

  private FileSink sink() {
    Decisions.Builder decisions = new Decisions.Builder();
    decisions.decide(0, Decision.REPLACE).compare(0);
    return new FileSink(temp, tree.manifest(), decisions.build());
  }

  private static Cover cover(int first, int end) {
    Cover.Builder cover = new Cover.Builder(first);
    for (int leaf = first; leaf < end; leaf++) {
      cover.add(hash(leaf), 0);
    }
    return cover.build();
  }

  private static byte[] hash(int leaf) {
    int length = Math.min(LEAF, CONTENT.length - leaf * LEAF);
    return new LeafHash().of(CONTENT, leaf * LEAF, length);
  }

  private static int leaves(FileSink sink) throws FileException {
    Holdings held = sink.look(0, 2);
    assertEquals(2, held.end());
    return held.files().isEmpty() ? 0 : (int) held.files().getFirst().runs().getFirst().count();
  }

  @Test
  void whatCanBeTheSameIsToldInWholeLeaves() throws Exception {
    try (FileSink sink = sink()) {
      assertEquals(0, leaves(sink), "nothing is there");
      Path file = temp.resolve("f");
      for (Map.Entry<Integer, Integer> held :
          Map.of(CONTENT.length, 4, CONTENT.length - 1, 3, CONTENT.length + 1, 3, LEAF, 1, 99, 0)
              .entrySet()) {
        Files.write(file, Arrays.copyOf(CONTENT, held.getKey()));
        assertEquals(held.getValue(), leaves(sink), held.getKey() + " bytes");
      }
      Files.write(file, CONTENT);
      byte[] told = sink.look(0, 1).files().getFirst().runs().getFirst().digest();
      assertArrayEquals(cover(0, 4).digest(), told);
      ByteBuffer hashes = sink.recall(0, 1, 3);
      byte[] last = new byte[LeafHash.HASH_BYTES];
      hashes.get(2 * LeafHash.HASH_BYTES, last);
      assertArrayEquals(hash(3), last);
      Files.delete(file);
      Files.createSymbolicLink(file, temp.resolve("g"));
      Files.write(temp.resolve("g"), CONTENT);
      assertEquals(0, leaves(sink), "no link is followed, and what was not asked for is not read");
    }
  }

  @Test
  void leavesAreTakenOverIntoTheNewFile() throws Exception {
    byte[] other = CONTENT.clone();
    other[LEAF] ^= 1;
    Path file = Files.write(temp.resolve("f"), other);
    try (FileSink sink = sink()) {
      assertArrayEquals(cover(2, 4).digest(), sink.keep(0, 2, 2).digest());
      sink.keep(0, 0, 1);
      sink.write(0, LEAF, ByteBuffer.wrap(CONTENT, LEAF, LEAF));
      assertArrayEquals(other, Files.readAllBytes(file), "never written into");
      sink.publish(0);
      assertEquals(0, sink.alreadyThere());
    }
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  @Test
  void aWholeThatChangesInTheLastMomentIsNotTakenForIt() throws Exception {
    Path file = Files.write(temp.resolve("f"), CONTENT);
    try (FileSink sink = sink()) {
      sink.keep(0, 0, 4);
      Files.write(file, new byte[] {1});
      var failure = assertThrows(FileException.class, () -> sink.publish(0));
      assertEquals(Problem.CONFLICT, failure.problem());
      assertThrows(FileException.class, () -> sink.keep(0, 0, 4), "it has not as much");
    }
    assertEquals(1, Files.size(file));
    try (var names = Files.list(temp)) {
      assertEquals(List.of(file), names.toList());
    }
  }
}
