package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
  void nobodyIsAskedToHelpWhileTheDiskIsQuick() {
    Thread here = Thread.currentThread();
    AtomicInteger elsewhere = new AtomicInteger();
    Runnable wait = () -> elsewhere.addAndGet(Thread.currentThread() == here ? 0 : 1);
    DiskWaits.all(Collections.nCopies(50, wait));
    // One of them may have been interrupted for long enough, all of them never.
    assertTrue(elsewhere.get() < 50, elsewhere + " of 50 in other threads");
  }

  @Test
  void sixteenWaitAtTheSameTimeBehindOneThatIsSlow() {
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
    List<Runnable> waits = new ArrayList<>(Collections.nCopies(32, wait));
    waits.addFirst(DiskWaitsTest::takeAWhile);
    DiskWaits.all(waits);
    assertEquals(32, met.get());
  }

  /** A park alone may end at once. */
  private static void takeAWhile() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }
}
