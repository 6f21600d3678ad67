package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TsnSetTest {

  @Test
  void agreesWithAPlainSetWhereverTheWindowLies() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int base = random.nextBoolean() ? -random.nextInt(300) : random.nextInt();
      compare(random, base, "seed " + seed);
    }
  }

  private static void compare(SplittableRandom random, int base, String message) {
    TsnSet set = new TsnSet(256);
    TsnSet other = new TsnSet(512);
    Set<Integer> plain = new HashSet<>();
    Set<Integer> plainOther = new HashSet<>();
    int span = set.span();
    for (int step = 0; step < 200; step++) {
      int tsn = base + random.nextInt(span);
      int from = base + random.nextInt(span);
      int end = from + random.nextInt(base + span - from + 1);
      switch (random.nextInt(7)) {
        case 0, 1 -> {
          set.add(tsn);
          plain.add(tsn);
        }
        case 2 -> {
          set.remove(tsn);
          plain.remove(tsn);
        }
        case 3 -> {
          other.add(tsn);
          plainOther.add(tsn);
        }
        case 4 -> {
          if (random.nextInt(5) == 0) {
            set.removeRange(from, end);
            plain.removeIf(t -> t - from >= 0 && t - end < 0);
          }
        }
        case 5 -> {
          int expected = 0;
          for (int t = from; t != end; t++) {
            if (!plainOther.contains(t) && plain.add(t)) {
              expected++;
            }
          }
          assertEquals(expected, set.addRangeWithout(from, end, other), message);
        }
        default -> {
          if (random.nextInt(20) == 0) {
            set.grow(base, base + span);
          }
        }
      }
      assertEquals(plain.contains(tsn), set.contains(tsn), message);
      assertEquals(first(plain, from, end, true), set.next(from, end), message);
      assertEquals(first(plain, from, end, false), set.nextAbsent(from, end), message);
    }
  }

  private static int first(Set<Integer> plain, int from, int end, boolean member) {
    int at = from;
    while (at != end && plain.contains(at) != member) {
      at++;
    }
    return at;
  }

  @Test
  void onlyPowersOfTwoAreCapacities() {
    assertThrows(IllegalArgumentException.class, () -> new TsnSet(64));
    assertThrows(IllegalArgumentException.class, () -> new TsnSet(200));
  }
}
