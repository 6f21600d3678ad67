package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DiskWaitsTest {
  @Test
  void everyWaitIsOverWhenAllAre() {
    for (int count : new int[] {0, 1, 2, 15, 16, 17, 1000}) {
      AtomicInteger over = new AtomicInteger();
      List<Runnable> waits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        waits.add(over::incrementAndGet);
      }
      DiskWaits.all(waits);
      assertEquals(count, over.get());
    }
  }

  @Test
  void sixteenWaitAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(16);
    AtomicInteger met = new AtomicInteger();
    Runnable wait =
        () -> {
          try {
            together.await(20, TimeUnit.SECONDS);
            met.incrementAndGet();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    DiskWaits.all(java.util.Collections.nCopies(32, wait));
    assertEquals(32, met.get());
  }
}
