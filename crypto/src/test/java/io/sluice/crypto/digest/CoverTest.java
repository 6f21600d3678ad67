package io.sluice.crypto.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final int HASH = LeafHash.HASH_BYTES;

  @Test
  void aTreeOfRunsInAnyOrderHasTheRootOfItsLeaves() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int leaves = 1 + random.nextInt(70);
      byte[] hashes = new byte[leaves * HASH];
      random.nextBytes(hashes);
      TreeHash expected = new TreeHash();
      for (int leaf = 0; leaf < leaves; leaf++) {
        expected.add(leaf, Arrays.copyOfRange(hashes, leaf * HASH, (leaf + 1) * HASH));
      }
      List<Cover> runs = new ArrayList<>();
      for (int first = 0; first < leaves; ) {
        int end = Math.min(leaves, first + 1 + random.nextInt(20));
        runs.add(Cover.of(first, Arrays.copyOfRange(hashes, first * HASH, end * HASH)));
        assertEquals(first, runs.getLast().first());
        assertEquals(end - first, runs.getLast().count());
        first = end;
      }
      Collections.shuffle(runs, random);
      TreeHash tree = new TreeHash();
      runs.forEach(tree::add);
      assertArrayEquals(expected.root(leaves), tree.root(leaves), "seed " + seed);
    }
  }

  @Test
  void theDigestDependsOnEveryLeafAndOnWhereTheRunBegins() {
    byte[] hashes = new byte[6 * HASH];
    new Random(1).nextBytes(hashes);
    byte[] digest = Cover.of(3, hashes).digest();
    assertArrayEquals(digest, Cover.of(3, hashes).digest());
    assertFalse(Arrays.equals(digest, Cover.of(4, hashes).digest()));
    for (int leaf = 0; leaf < 6; leaf++) {
      byte[] changed = hashes.clone();
      changed[leaf * HASH + leaf]++;
      assertFalse(Arrays.equals(digest, Cover.of(3, changed).digest()), "leaf " + leaf);
    }
  }

  @Test
  void theDigestIsThatOfTheSubtreesFromLeftToRight() {
    byte[] hashes = new byte[6 * HASH];
    new Random(2).nextBytes(hashes);
    TreeHash middle = new TreeHash();
    for (int leaf = 0; leaf < 4; leaf++) {
      middle.add(leaf, Arrays.copyOfRange(hashes, (1 + leaf) * HASH, (2 + leaf) * HASH));
    }
    var sha256 = Sha256.create();
    sha256.update((byte) 2);
    sha256.update(hashes, 0, HASH);
    sha256.update(middle.root(4));
    sha256.update(hashes, 5 * HASH, HASH);
    assertArrayEquals(sha256.digest(), Cover.of(3, hashes).digest());
  }

  @Test
  void aRunIsNotAddedTwice() {
    TreeHash tree = new TreeHash();
    Cover run = Cover.of(2, new byte[5 * HASH]);
    tree.add(run);
    assertThrows(IllegalArgumentException.class, () -> tree.add(run));
  }
}
