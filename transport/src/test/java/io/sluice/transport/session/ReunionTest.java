package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices that know each other meet without a code. */
@Timeout(120)
class ReunionTest {
  /** Less than it takes to find that nobody answers where the meeting before was announced. */
  private static final Duration UNMISLED = Duration.ofSeconds(15);

  @TempDir Path temp;
  private Options ana;
  private Options ben;

  @BeforeEach
  void getToKnowEachOther() throws Exception {
    ana = Couple.LOOPBACK.withDeviceName("ana").withHome(temp.resolve("ana"));
    ben = Couple.LOOPBACK.withDeviceName("ben").withHome(temp.resolve("ben"));
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.remember();
      couple.answerer.remember();
      Couple.next(couple.offerer, PeerEvent.Remembered.class);
      Couple.next(couple.answerer, PeerEvent.Remembered.class);
    }
  }

  @Test
  void theyMeetAgainAndAgainAndBothKnowWhoItIs() throws Exception {
    try (Node host = Transport.open(ana);
        Node guest = Transport.open(ben)) {
      for (int i = 0; i < 2; i++) {
        long begun = System.nanoTime();
        Pairing waiting = host.host("ben");
        Peer there = Couple.await(guest.visit("ana"));
        Peer here = Couple.await(waiting);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("met after " + took);
        assertTrue(took.compareTo(UNMISLED) < 0, "took " + took);
        assertEquals("ben", assertKnown(here));
        assertEquals("ana", assertKnown(there));
        there.close();
        here.close();
      }
    }
  }

  private static String assertKnown(Peer peer) {
    assertNotNull(peer.known());
    return peer.known().name();
  }

  @Test
  void whoIsNotThereIsNotFound() throws Exception {
    try (Node guest = Transport.open(ben.withConnectWithin(Duration.ofMillis(100)))) {
      Pairing visit = guest.visit("ana");
      var missing = assertThrows(TransportException.class, () -> visit.await(Couple.PATIENCE));
      assertEquals(Problem.NO_CONNECTION, missing.problem());
      assertTrue(missing.getMessage().contains("sluice listen"), missing.getMessage());
    }
  }

  @Test
  void nobodyIsMetWithoutACodeWhoDoesNotKeepTheSecret() throws Exception {
    Options eve = Couple.LOOPBACK.withDeviceName("eve").withHome(temp.resolve("eve"));
    try (Couple couple = Couple.pair(ana, eve)) {
      couple.offerer.wordsMatch();
    }
    try (Node node = Transport.open(ana)) {
      var refused = assertThrows(TransportException.class, () -> node.visit("eve"));
      assertEquals(Problem.CODE, refused.problem());
      assertThrows(TransportException.class, () -> node.host("nobody"));
    }
  }
}
