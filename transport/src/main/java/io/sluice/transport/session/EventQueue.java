package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a peer did, waiting for somebody to ask. Nothing waits for the one who asks: when the queue
 * is full the oldest event goes, so that the last one, how it ended, is always there.
 */
final class EventQueue {
  private static final int CAPACITY = 1024;

  private final BlockingQueue<PeerEvent> queue = new ArrayBlockingQueue<>(CAPACITY);

  synchronized void add(PeerEvent event) {
    while (!queue.offer(event)) {
      queue.poll();
    }
  }

  @Nullable PeerEvent next(Duration patience) throws InterruptedException {
    return queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
