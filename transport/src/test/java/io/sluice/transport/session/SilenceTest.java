package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.transport.api.PeerEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final EventQueue events = new EventQueue();
  private final Queue<Runnable> looks = new ArrayDeque<>();
  private boolean consentHasRunOut = true;
  private boolean closed;
  private final Silence silence =
      new Silence(events, () -> consentHasRunOut, looks::add, () -> closed);

  @Test
  void nobodyIsToldOfAShortSilenceOrOfABadPath() throws Exception {
    assertNull(silence.check(0, 15 * SECOND));
    consentHasRunOut = false;
    assertNull(silence.check(0, 200 * SECOND));
    assertNull(events.next(Duration.ZERO));
    assertEquals(0, looks.size());
  }

  @Test
  void aNetworkMayBeAwayForMinutes() throws Exception {
    for (long second = 0; second <= 180; second++) {
      assertNull(silence.check(0, second * SECOND));
    }
    assertEquals(new PeerEvent.Silent(), events.next(Duration.ZERO));
    assertNotNull(silence.check(0, 181 * SECOND));
    assertNull(events.next(Duration.ZERO));
  }

  @Test
  void whoIsHeardAgainHasAsMuchTimeAsBefore() throws Exception {
    silence.check(0, 170 * SECOND);
    assertNull(silence.check(170 * SECOND, 171 * SECOND));
    assertEquals(new PeerEvent.Silent(), events.next(Duration.ZERO));
    assertEquals(new PeerEvent.Heard(), events.next(Duration.ZERO));
    assertNull(silence.check(170 * SECOND, 300 * SECOND));
    assertEquals(new PeerEvent.Silent(), events.next(Duration.ZERO));
  }

  @Test
  void aClosedPortIsLookedForAllTheTimeAndEndsTheWaiting() {
    for (long second = 16; second < 36; second++) {
      assertNull(silence.check(0, second * SECOND));
    }
    assertEquals(4, looks.size());
    looks.forEach(Runnable::run);
    assertNull(silence.check(0, 36 * SECOND));
    closed = true;
    looks.remove().run();
    assertNotNull(silence.check(0, 37 * SECOND));
  }

  @Test
  void aPortThatWasSeenClosedInAnEarlierSilenceMeansNothing() {
    silence.check(0, 20 * SECOND);
    silence.check(21 * SECOND, 22 * SECOND);
    closed = true;
    looks.remove().run();
    assertNull(silence.check(21 * SECOND, 40 * SECOND));
  }
}
