package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexedHeapTest {
  private static final class Number extends IndexedHeap.Element {
    long value;
    long turn;
  }

  @Test
  void equalKeysLeaveInTheOrderInWhichTheyCame() {
    IndexedHeap<Number> heap = new IndexedHeap<>();
    Number[] numbers = {new Number(), new Number(), new Number()};
    heap.put(numbers[0], 7);
    heap.put(numbers[1], 7);
    heap.put(numbers[2], 7);
    heap.put(numbers[0], 7);
    for (int i : new int[] {1, 2, 0}) {
      assertSame(numbers[i], heap.first());
      heap.remove(numbers[i]);
      heap.remove(numbers[i]);
    }
    assertNull(heap.first());
  }

  @Test
  void keysMayWrap() {
    IndexedHeap<Number> heap = new IndexedHeap<>();
    Number before = new Number();
    Number after = new Number();
    heap.put(after, Long.MIN_VALUE + 5);
    heap.put(before, Long.MAX_VALUE - 5);
    assertSame(before, heap.first());
  }

  @Test
  void theFirstIsTheLowestWhateverWasPutMovedAndRemoved() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      IndexedHeap<Number> heap = new IndexedHeap<>();
      List<Number> model = new ArrayList<>();
      for (int turn = 0; turn < 500; turn++) {
        if (model.isEmpty() || random.nextInt(3) > 0) {
          boolean moves = !model.isEmpty() && random.nextBoolean();
          Number number = moves ? model.get(random.nextInt(model.size())) : new Number();
          number.value = random.nextInt(50);
          number.turn = turn;
          heap.put(number, number.value);
          if (!moves) {
            model.add(number);
          }
        } else {
          heap.remove(model.remove(random.nextInt(model.size())));
        }
        Number lowest =
            model.stream()
                .min(Comparator.<Number>comparingLong(n -> n.value).thenComparing(n -> n.turn))
                .orElse(null);
        assertSame(lowest, heap.first(), "seed " + seed);
        assertEquals(model.isEmpty(), heap.isEmpty(), "seed " + seed);
      }
    }
  }
}
