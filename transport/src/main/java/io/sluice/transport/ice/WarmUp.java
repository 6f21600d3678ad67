package io.sluice.transport.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A pairing of two ice4j agents without a network between them, to load and warm its classes. */
final class WarmUp {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

  private WarmUp() {}

  /** Whether the two found each other. */
  static boolean run() throws IOException, InterruptedException {
    InetAddress nowhere = InetAddress.getLoopbackAddress();
    InetSocketAddress one = new InetSocketAddress(nowhere, 1);
    InetSocketAddress two = new InetSocketAddress(nowhere, 2);
    String password = "0".repeat(32);
    Semaphore changes = new Semaphore(0);
    AtomicReference<@Nullable StunView> callers = new AtomicReference<>();
    try (StunView listening = new StunView(one, (message, to) -> deliver(callers, message, one));
        StunView calling = new StunView(two, (message, to) -> listening.deliver(message, two));
        Attempt listener =
            new Attempt(
                List.of(listening),
                new IceCredentials("warm1", password, "warm2", password),
                false,
                changes::release);
        Attempt caller =
            new Attempt(
                List.of(calling),
                new IceCredentials("warm2", password, "warm1", password),
                true,
                changes::release)) {
      callers.set(calling);
      listener.start(List.of());
      caller.start(List.of(new Candidate(Candidate.HOST, nowhere, one.getPort())));
      return awaitBoth(listener, caller, changes);
    }
  }

  private static void deliver(
      AtomicReference<@Nullable StunView> receiver, byte[] message, InetSocketAddress from) {
    StunView view = receiver.get();
    if (view != null) {
      view.deliver(message, from);
    }
  }

  private static boolean awaitBoth(Attempt listener, Attempt caller, Semaphore changes)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (caller.selected() == null || listener.selected() == null) {
      if (!changes.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }
}
