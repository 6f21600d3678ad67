package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  @Test
  void givesWhatItHasAndNoMore() {
    HeapBudget budget = new HeapBudget(100);
    assertTrue(budget.take(60));
    assertFalse(budget.take(41));
    assertEquals(40, budget.left());
    assertTrue(budget.take(40));
    assertFalse(budget.take(1));
    budget.giveBack(100);
    assertEquals(100, budget.left());
  }

  @Test
  void isAPartOfTheHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    assertEquals(heap / 4, HeapBudget.of(Runtime.getRuntime()).left());
  }

  @Test
  void threadsThatTakeAtOnceNeverHaveMoreThanThereIs() throws InterruptedException {
    HeapBudget budget = new HeapBudget(3);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(() -> takeAndGiveBack(budget, held, most)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(most.get() <= 3, "held " + most);
    assertEquals(3, budget.left());
  }

  private static void takeAndGiveBack(HeapBudget budget, AtomicLong held, AtomicLong most) {
    for (int i = 0; i < 20_000; i++) {
      if (budget.take(1)) {
        most.accumulateAndGet(held.incrementAndGet(), Math::max);
        held.decrementAndGet();
        budget.giveBack(1);
      }
    }
  }
}
