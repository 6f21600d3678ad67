package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds against who has changed both codes on their way. */
@Timeout(120)
class ManInTheMiddleTest {
  @TempDir Path temp;
  private Options ana;
  private Options ben;

  @BeforeEach
  void name() {
    ana = Couple.LOOPBACK.withDeviceName("ana").withHome(temp.resolve("ana"));
    ben = Couple.LOOPBACK.withDeviceName("ben").withHome(temp.resolve("ben"));
  }

  @Test
  void wordsDifferThoughEverythingElsePasses() throws Exception {
    byte[] content = "the plans".getBytes();
    Path file = Files.write(temp.resolve("plans"), content);
    Path target = Files.createDirectory(temp.resolve("target"));
    try (Victims victims = new Victims(ManInTheMiddle.Greeting.OWN_KEY)) {
      Peer atAna = Couple.await(victims.offer);
      Peer atBen = Couple.await(victims.answer);
      assertEquals("ben", atAna.name());
      assertEquals("ana", atBen.name());
      // Without comparing words nobody notices anything: this is what they are for.
      atAna.send(List.of(file));
      var offered = Couple.next(atBen, PeerEvent.Offered.class).transfer();
      offered.accept(target);
      Couple.next(atBen, PeerEvent.Finished.class);
      assertArrayEquals(content, Files.readAllBytes(target.resolve("plans")));

      assertNotEquals(atAna.safetyWords(), atBen.safetyWords());
      assertNotEquals(victims.left.devices().self().key(), atBen.device().key());
      atAna.wordsDiffer();
      assertUnverified(Couple.next(atAna, PeerEvent.Lost.class).reason());
    }
  }

  @Test
  void aPinnedDeviceIsNotPosedAs() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.wordsMatch();
    }
    try (Victims victims = new Victims(ManInTheMiddle.Greeting.OWN_KEY)) {
      String why = assertUnverified(refusal(victims.offer)).getMessage();
      assertTrue(why.contains("somebody sits between"), why);
      assertEquals(0, Files.list(temp).filter(p -> p.endsWith("plans")).count());
    }
  }

  @Test
  void anExpectedDeviceIsNotPosedAs() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.answerer.wordsMatch();
    }
    ben = ben.withPeer("ana");
    try (Victims victims = new Victims(ManInTheMiddle.Greeting.OWN_KEY)) {
      assertUnverified(refusal(victims.answer));
    }
  }

  @Test
  void theVictimsOwnProofsAreWorthNothingInTheOtherSession() throws Exception {
    try (Victims victims = new Victims(ManInTheMiddle.Greeting.PASSED_ON)) {
      assertUnverified(refusal(victims.offer));
      assertUnverified(refusal(victims.answer));
    }
  }

  private static TransportException refusal(Pairing pairing) {
    return assertThrows(
        TransportException.class,
        () -> {
          Peer peer = Couple.await(pairing);
          // It may have been let in before the other victim ended it.
          throw Couple.next(peer, PeerEvent.Lost.class).reason();
        });
  }

  private static TransportException assertUnverified(TransportException refused) {
    assertEquals(Problem.VERIFICATION, refused.problem(), refused.getMessage());
    return refused;
  }

  /** Two who paired, as they think, with each other. */
  private final class Victims implements AutoCloseable {
    final Node left = Transport.open(ana);
    final Node right = Transport.open(ben);
    final Pairing offer = left.offer();
    final ManInTheMiddle between;
    final Pairing answer;

    Victims(ManInTheMiddle.Greeting greeting) throws Exception {
      between = new ManInTheMiddle(offer.code().text(), greeting);
      answer = right.answer(between.code());
    }

    @Override
    public void close() {
      between.close();
      left.close();
      right.close();
    }
  }
}
