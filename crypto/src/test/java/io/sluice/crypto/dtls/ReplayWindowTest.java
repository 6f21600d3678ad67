package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  private final ReplayWindow window = new ReplayWindow();

  @Test
  void takesEachNumberOnce() {
    for (long number : new long[] {0, 1, 5, 3, 2, 4}) {
      assertTrue(window.isNew(number));
      window.received(number);
      assertFalse(window.isNew(number));
    }
  }

  @Test
  void askingChangesNothing() {
    assertTrue(window.isNew(1L << 40));
    assertTrue(window.isNew(0));
  }

  @Test
  void remembersTheWholeWindowAndNothingBehindIt() {
    window.received(10_000);
    assertTrue(window.isNew(10_000 - ReplayWindow.SIZE + 1));
    assertFalse(window.isNew(10_000 - ReplayWindow.SIZE));
  }

  @Test
  void aJumpFartherThanTheWindowForgetsIt() {
    for (long number = 0; number < ReplayWindow.SIZE; number++) {
      window.received(number);
    }
    long far = 0xffff_ffff_ffffL;
    window.received(far);
    assertFalse(window.isNew(far));
    for (long number = far - ReplayWindow.SIZE + 1; number < far; number++) {
      assertTrue(window.isNew(number));
    }
  }

  @Test
  void agreesWithARememberedSet() {
    long seed = 12;
    Random random = new Random(seed);
    Set<Long> received = new HashSet<>();
    long highest = -1;
    for (int i = 0; i < 200_000; i++) {
      long number = Math.max(0, highest + random.nextInt(6000) - 3500 + (i % 97 == 0 ? 5000 : 0));
      boolean expected =
          number > highest || (number > highest - ReplayWindow.SIZE && !received.contains(number));
      assertEquals(expected, window.isNew(number), "number " + number + ", seed " + seed);
      if (expected) {
        window.received(number);
        received.add(number);
        highest = Math.max(highest, number);
      }
    }
  }
}
