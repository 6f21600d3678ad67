package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is not heard any more: its network may come back, and then all goes on; its program
 * may have ended, which its machine may tell. For the loop's thread.
 */
final class Silence {
  /** A peer that lives answers a heartbeat within this time, unless the path is very bad. */
  static final long NOTICED_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** How long a network may be away. */
  static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(3);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EventQueue events;
  private final BooleanSupplier consentHasRunOut;
  private final Executor looks;
  private final BooleanSupplier portIsClosed;
  private boolean silent;
  private long nextLook;

  /** The time of hearing the peer last after which its port was seen closed. */
  private volatile long closedSince = Long.MIN_VALUE;

  /**
   * @param consentHasRunOut whether the peer's consent to receive has (RFC 7675): a path that is
   *     very bad is no silence
   * @param looks where to look at the peer's port, which takes a while
   * @param portIsClosed whether the peer's machine says that nothing listens at its port
   */
  Silence(
      EventQueue events,
      BooleanSupplier consentHasRunOut,
      Executor looks,
      BooleanSupplier portIsClosed) {
    this.events = events;
    this.consentHasRunOut = consentHasRunOut;
    this.looks = looks;
    this.portIsClosed = portIsClosed;
  }

  /**
   * Notes how it is now.
   *
   * @param lastHeard when the peer last proved to be there
   * @return why it will not be heard any more, as a phrase; null while it may be
   */
  @Nullable String check(long lastHeard, long now) {
    long silence = now - lastHeard;
    if (!isSilent(silence, now)) {
      return null;
    }
    if (closedSince == lastHeard || silence > LONGEST_NANOS) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(silence);
      return "nothing was heard from the other side for " + seconds + " s";
    }
    if (now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      looks.execute(() -> look(lastHeard));
    }
    return null;
  }

  /** Whether the peer is not heard now. */
  boolean isSilent() {
    return silent;
  }

  /** Whether the peer is; tells when it begins and ends to be. */
  private boolean isSilent(long silence, long now) {
    boolean before = silent;
    silent = silence > NOTICED_NANOS && (before || consentHasRunOut.getAsBoolean());
    if (silent && !before) {
      nextLook = now;
      events.add(new PeerEvent.Silent());
    } else if (before && !silent) {
      events.add(new PeerEvent.Heard());
    }
    return silent;
  }

  private void look(long lastHeard) {
    if (portIsClosed.getAsBoolean()) {
      closedSince = lastHeard;
    }
  }
}
