package io.sluice.transport.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that keeps putting a link in the place of something and takes it away again, as an
 * attacker would who waits for the moment between a look and a use. What is made at the place while
 * it is free stays there.
 */
final class Swapper implements AutoCloseable {
  private interface Step {
    void take() throws IOException;
  }

  private final Path place;
  private final Path leads;
  private final AtomicInteger swaps = new AtomicInteger();
  private final Thread thread;
  private volatile boolean ends;

  /**
   * @param place what is swapped
   * @param leads where the link leads
   */
  Swapper(Path place, Path leads) {
    this.place = place;
    this.leads = leads;
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  /** How often the link was there. */
  int swaps() {
    return swaps.get();
  }

  private void run() {
    for (int round = 0; !ends; round++) {
      Path aside = place.resolveSibling(place.getFileName() + ".aside" + round);
      tried(() -> Files.move(place, aside));
      if (tried(() -> Files.createSymbolicLink(place, leads))) {
        swaps.incrementAndGet();
        Thread.yield();
        tried(() -> Files.delete(place));
      }
      tried(() -> Files.move(aside, place));
      Thread.yield();
    }
  }

  private static boolean tried(Step step) {
    try {
      step.take();
      return true;
    } catch (IOException e) {
      // The other side was faster.
      return false;
    }
  }

  /** No link is left. */
  @Override
  public void close() {
    ends = true;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
