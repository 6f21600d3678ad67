package io.sluice.transport.files;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Waits for the disk side by side. A disk flushes its cache once for all who wait at that moment: a
 * hundred files that are synced one after the other cost a hundred flushes, and side by side a few.
 */
final class DiskWaits {
  /** Waits at the same time, in the whole process. */
  private static final int AT_ONCE = 16;

  /** What a wait takes at least, in nanoseconds, for another thread to be worth its while. */
  private static final long WORTH_A_THREAD = 500_000;

  private static final ExecutorService THREADS = threads();

  private DiskWaits() {}

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            wait -> Thread.ofPlatform().name("sluice-sync").daemon().unstarted(wait));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Has one wait done, and does not wait for it. */
  static void begin(Runnable wait) {
    THREADS.execute(wait);
  }

  /**
   * Has every wait done, and returns after the last. None of them throws. One after the other, as
   * long as the disk is quick; side by side from the first that is not.
   */
  static void all(List<Runnable> waits) {
    int done = 0;
    boolean quick = true;
    while (done < waits.size() && (quick || done == waits.size() - 1)) {
      long start = System.nanoTime();
      waits.get(done++).run();
      quick = System.nanoTime() - start < WORTH_A_THREAD;
    }
    if (done < waits.size()) {
      sideBySide(waits.subList(done, waits.size()));
    }
  }

  private static void sideBySide(List<Runnable> waits) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i; (i = next.getAndIncrement()) < waits.size(); ) {
            waits.get(i).run();
          }
        };
    CompletableFuture<?>[] workers =
        IntStream.range(0, Math.min(AT_ONCE, waits.size()))
            .mapToObj(_ -> CompletableFuture.runAsync(worker, THREADS))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(workers).join();
  }
}
