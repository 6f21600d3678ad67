package io.sluice.transport.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read, hash, write and sync. What concerns one entry runs in order on one thread;
 * several entries run side by side, so that the wait for one file's sync is not every file's. How
 * much may be outstanding is bounded by the transfer cores, which hand out only so many tasks.
 */
final class DiskPool implements AutoCloseable {
  private static final int THREADS = 4;

  private final ExecutorService[] shards = new ExecutorService[THREADS];
  private volatile boolean closed;

  DiskPool(String owner) {
    for (int i = 0; i < THREADS; i++) {
      String name = owner + "-disk-" + i;
      shards[i] =
          Executors.newSingleThreadExecutor(
              task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
    }
  }

  /** Runs a task on the thread of this entry; after {@link #close} it does nothing. */
  void execute(int entry, Runnable task) {
    try {
      shards[Math.floorMod(entry, THREADS)].execute(() -> runUnlessClosed(task));
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody waits for the result.
    }
  }

  private void runUnlessClosed(Runnable task) {
    if (!closed) {
      task.run();
    }
  }

  /** Lets what is under way finish, for two seconds at most, and drops the rest. */
  @Override
  public void close() {
    closed = true;
    for (ExecutorService shard : shards) {
      // No interrupt: it would close the file channel under a write.
      shard.shutdown();
    }
    try {
      for (ExecutorService shard : shards) {
        if (!shard.awaitTermination(2, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
