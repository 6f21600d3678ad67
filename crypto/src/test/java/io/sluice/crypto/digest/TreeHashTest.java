package io.sluice.crypto.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeHashTest {
  /** The leaves and roots of the test data of Certificate Transparency (RFC 6962). */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void agreesWithTheVectorsWhileItGrows() {
    TreeHash tree = new TreeHash();
    LeafHash leafHash = new LeafHash();
    for (int leaves = 0; leaves < ROOTS.size(); leaves++) {
      assertEquals(ROOTS.get(leaves), HexFormat.of().formatHex(tree.root(leaves)));
      if (leaves < LEAVES.size()) {
        byte[] data = HexFormat.of().parseHex(LEAVES.get(leaves));
        tree.add(leaves, leafHash.of(data, 0, data.length));
      }
    }
  }

  @Test
  void theOrderOfLeavesDoesNotMatter() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int count = 1; count <= 130; count++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
      Collections.shuffle(order, random);
      TreeHash tree = new TreeHash();
      order.forEach(index -> tree.add(index, leaf(index)));
      assertEquals(
          HexFormat.of().formatHex(rootByDefinition(0, count)),
          HexFormat.of().formatHex(tree.root(count)),
          count + " leaves, seed " + seed);
    }
  }

  @Test
  void refusesARootWithAMissingLeaf() {
    TreeHash tree = new TreeHash();
    for (int index : new int[] {0, 1, 3}) {
      tree.add(index, leaf(index));
    }
    for (int count = 0; count <= 5; count++) {
      int leaves = count;
      assertThrows(IllegalStateException.class, () -> tree.root(leaves), count + " leaves");
    }
  }

  @Test
  void refusesARootWithALeafTooMany() {
    TreeHash tree = new TreeHash();
    tree.add(0, leaf(0));
    tree.add(1, leaf(1));
    assertThrows(IllegalStateException.class, () -> tree.root(1));
  }

  @Test
  void refusesALeafTwiceEvenInsideACompleteSubtree() {
    TreeHash tree = new TreeHash();
    for (int index = 0; index < 8; index++) {
      tree.add(index, leaf(index));
    }
    for (int index = 0; index < 8; index++) {
      int again = index;
      assertThrows(IllegalArgumentException.class, () -> tree.add(again, leaf(again)));
    }
  }

  @Test
  void refusesAHashOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> new TreeHash().add(0, new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> new TreeHash().add(-1, new byte[32]));
  }

  @Test
  void theRootIsACopy() {
    TreeHash tree = new TreeHash();
    tree.add(0, leaf(0));
    Arrays.fill(tree.root(1), (byte) 0);
    assertEquals(HexFormat.of().formatHex(leaf(0)), HexFormat.of().formatHex(tree.root(1)));
  }

  private static byte[] leaf(int index) {
    byte[] data = {(byte) (index >>> 8), (byte) index};
    return new LeafHash().of(data, 0, data.length);
  }

  /** RFC 6962, section 2.1, word by word. */
  private static byte[] rootByDefinition(int from, int to) {
    int count = to - from;
    if (count == 1) {
      return leaf(from);
    }
    int split = Integer.highestOneBit(count - 1);
    var sha256 = Sha256.create();
    sha256.update((byte) 1);
    sha256.update(rootByDefinition(from, from + split));
    sha256.update(rootByDefinition(from + split, to));
    return sha256.digest();
  }
}
