package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafWindowTest {
  @Test
  void takesEachLeafOnceLikeABitSet() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int leaves = 1 + random.nextInt(400);
      LeafWindow window = new LeafWindow(leaves, new LeafRuns(List.of()));
      BitSet reference = new BitSet();
      for (int i = 0; i < 3 * leaves; i++) {
        int leaf = random.nextInt(leaves);
        assertEquals(!reference.get(leaf), window.add(leaf), "seed " + seed + " leaf " + leaf);
        reference.set(leaf);
      }
    }
  }

  @Test
  void movesAlongAFileMuchLongerThanItself() throws Exception {
    Random random = new Random(5);
    int leaves = 5 * Limits.REORDER_WINDOW + 17;
    int[] order = new int[leaves];
    for (int i = 0; i < leaves; i++) {
      order[i] = i;
    }
    for (int i = 0; i < leaves; i++) {
      int other = Math.min(leaves - 1, i + random.nextInt(1000));
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    LeafWindow window = new LeafWindow(leaves, new LeafRuns(List.of()));
    for (int leaf : order) {
      assertTrue(window.add(leaf));
      assertFalse(window.add(leaf));
    }
  }

  @Test
  void refusesALeafTooFarAhead() throws Exception {
    LeafWindow window = new LeafWindow(Long.MAX_VALUE / 128 / 1024, new LeafRuns(List.of()));
    assertTrue(window.add(Limits.REORDER_WINDOW - 1));
    assertThrows(ViolationException.class, () -> window.add(Limits.REORDER_WINDOW));
    assertTrue(window.add(0));
    assertTrue(window.add(Limits.REORDER_WINDOW));
    assertFalse(window.add(Limits.REORDER_WINDOW - 1));
    assertThrows(ViolationException.class, () -> window.add(Long.MAX_VALUE / 128 / 1024));
  }
}
