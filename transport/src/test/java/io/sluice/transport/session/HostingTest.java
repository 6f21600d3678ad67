package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostingTest {
  private static final Duration LOOK = Duration.ofMillis(1);

  private final Waiting waiting = new Waiting();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void whatHoldsIsWaitedForAsLongAsAsked() throws Exception {
    Hosting hosting = new Hosting(waiting, () -> looks.incrementAndGet() > 0, LOOK);
    assertNull(hosting.await(Duration.ofMillis(30)));
    assertTrue(looks.get() > 1, looks + " looks");
    assertNull(hosting.await(Duration.ZERO));
    assertEquals(0, waiting.closed);
  }

  @Test
  void whatHoldsNoMoreIsOverAndMayBeAnnouncedAnew() {
    Hosting hosting = new Hosting(waiting, () -> looks.incrementAndGet() < 3, LOOK);
    TransportException over =
        assertThrows(TransportException.class, () -> hosting.await(Duration.ofMinutes(1)));
    assertEquals(Problem.TIMEOUT, over.problem());
    assertEquals(1, waiting.closed);
  }

  @Test
  void whoComesAtTheLastMomentIsMet() throws Exception {
    try (Couple couple = Couple.pair()) {
      waiting.atLast = couple.offerer;
      assertSame(couple.offerer, new Hosting(waiting, () -> false, LOOK).await(LOOK));
    }
  }

  /** Nobody comes, but perhaps at last. */
  private static final class Waiting implements Pairing {
    private @Nullable Peer atLast;
    private int closed;

    @Override
    public PairingCode code() {
      return new PairingCode("ana", PairingCode.Kind.KNOWN, Instant.MAX);
    }

    @Override
    public List<String> notices() {
      return List.of();
    }

    @Override
    public void reply(String code) {
      throw new IllegalStateException();
    }

    @Override
    public @Nullable Peer await(Duration patience) throws TransportException {
      if (closed == 0 || atLast != null) {
        return closed == 0 ? null : atLast;
      }
      throw PairingOutcome.givenUp();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
