package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Transfer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the outside when a transfer stands still for want of room, and says when to try again. */
final class Pauses {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Somebody who makes no room in this time has forgotten it. */
  private static final long PATIENCE_NANOS = TimeUnit.HOURS.toNanos(12);

  private final Transfer transfer;
  private final EventQueue events;
  private boolean paused;
  private long since;
  private long next;
  private long wait;

  Pauses(Transfer transfer, EventQueue events) {
    this.transfer = transfer;
    this.events = events;
  }

  /**
   * Notes how it is now.
   *
   * @param reason why nothing moves, as a phrase safe to show; null if it does
   */
  void note(@Nullable String reason, long now) {
    if (reason != null && !paused) {
      since = now;
      wait = FIRST_NANOS;
      next = now + wait;
      events.add(new PeerEvent.Paused(transfer, reason));
    } else if (reason == null && paused) {
      events.add(new PeerEvent.Resumed(transfer));
    }
    paused = reason != null;
  }

  /** Whether to try now, after each time a while longer. */
  boolean isDue(long now) {
    if (!paused || now - next < 0) {
      return false;
    }
    wait = Math.min(wait * 2, LONGEST_NANOS);
    next = now + wait;
    return true;
  }

  /** Whether it is time to give up. */
  boolean isOver(long now) {
    return paused && now - since >= PATIENCE_NANOS;
  }
}
