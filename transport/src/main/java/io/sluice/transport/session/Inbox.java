package io.sluice.transport.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only queue of a {@link PeerLoop}. Bounded: who puts into it waits, but never for ever, since
 * the loop takes without waiting for anyone. The loop's own thread must not put.
 */
final class Inbox {
  private static final int CAPACITY = 1024;

  private final BlockingQueue<Input> queue = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean closed;

  /** Puts, waiting for room; after {@link #close} it drops. */
  void put(Input input) {
    boolean interrupted = false;
    while (!closed) {
      try {
        if (queue.offer(input, 100, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has the loop run a step on its thread. */
  void execute(Input.Step step) {
    put(new Input.Command(step));
  }

  /** The next input, or null if none came within the time, in nanoseconds; 0 or less: at once. */
  @Nullable Input poll(long nanos) throws InterruptedException {
    return nanos <= 0 ? queue.poll() : queue.poll(nanos, TimeUnit.NANOSECONDS);
  }

  void close() {
    closed = true;
    queue.clear();
  }
}
