package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.store.PeerStore;
import io.sluice.transport.Transport;
import io.sluice.transport.api.KnownDevice;
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

/** Two people compare words, and know each other's devices afterwards. */
@Timeout(120)
class VerificationTest {
  @TempDir Path temp;
  private Options ana;
  private Options ben;

  @BeforeEach
  void name() {
    ana = Couple.LOOPBACK.withDeviceName("ana").withHome(temp.resolve("ana"));
    ben = Couple.LOOPBACK.withDeviceName("ben").withHome(temp.resolve("ben"));
  }

  @Test
  void bothSeeTheSameWordsAndOthersInEachSession() throws Exception {
    List<String> first = wordsOfASession();
    assertEquals(5, first.size());
    assertNotEquals(first, wordsOfASession());
  }

  private List<String> wordsOfASession() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      List<String> words = couple.offerer.safetyWords();
      assertEquals(words, couple.answerer.safetyWords());
      return words;
    }
  }

  @Test
  void nobodyIsKnownWhoWasOnlyMet() throws Exception {
    wordsOfASession();
    try (Couple couple = Couple.pair(ana, ben)) {
      assertNull(couple.offerer.known());
    }
    assertFalse(Files.exists(temp.resolve("ana").resolve("peers")));
  }

  @Test
  void whoWasComparedIsVerifiedHereAndNotThere() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.safetyWords();
      couple.offerer.wordsMatch();
      assertVerified(couple.offerer.known());
      Couple.next(couple.answerer, PeerEvent.WordsMatched.class);
      assertNull(couple.answerer.known(), "what the peer says proves nothing");
    }
    try (Couple couple = Couple.pair(ben, ana)) {
      assertVerified(couple.answerer.known());
    }
  }

  private static void assertVerified(KnownDevice device) {
    assertNotNull(device);
    assertEquals("ben", device.name());
    assertTrue(device.verified());
    assertFalse(device.needsNoCode());
  }

  @Test
  void wordsThatDifferEndTheSessionOnBothSides() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.answerer.wordsDiffer();
      assertEndsUnverified(couple.answerer);
      assertEndsUnverified(couple.offerer);
    }
  }

  private static void assertEndsUnverified(Peer peer) throws Exception {
    TransportException why = Couple.next(peer, PeerEvent.Lost.class).reason();
    assertEquals(Problem.VERIFICATION, why.problem());
    assertTrue(why.getMessage().contains("words differ"), why.getMessage());
  }

  @Test
  void aPinnedDeviceWithAnotherKeyIsRefusedLoudlyOnBothSides() throws Exception {
    verify();
    forgetOwnKey(ben);
    TransportException[] refused = refusals(ana, ben);
    assertEquals(Problem.VERIFICATION, refused[0].problem());
    String message = refused[0].getMessage();
    assertTrue(message.contains("has not the key of the ben you know and have verified"), message);
    assertTrue(message.contains("peers forget ben"), message);
    assertTrue(message.contains("somebody sits between"), message);
    assertEquals(Problem.VERIFICATION, refused[1].problem());
  }

  @Test
  void afterARenameAnotherDeviceOfThatNameIsNewAndTheFirstIsKnown() throws Exception {
    verify();
    try (Node node = Transport.open(ana)) {
      node.devices().rename("ben", "ben at home");
    }
    Options other = ben.withHome(temp.resolve("other"));
    try (Couple couple = Couple.pair(ana, other)) {
      assertNull(couple.offerer.known());
    }
    try (Couple couple = Couple.pair(ana, ben)) {
      assertEquals("ben at home", couple.offerer.known().name());
    }
  }

  @Test
  void onlyTheExpectedDeviceIsLetIn() throws Exception {
    verify();
    try (Couple couple = Couple.pair(ana.withPeer("ben"), ben)) {
      assertVerified(couple.offerer.known());
    }
    Options stranger = Couple.LOOPBACK.withDeviceName("eve").withHome(temp.resolve("eve"));
    TransportException refused = refusals(ana.withPeer("BEN"), stranger)[0];
    assertEquals(Problem.VERIFICATION, refused.problem());
    assertTrue(refused.getMessage().contains("\"eve\""), refused.getMessage());
  }

  @Test
  void nobodyCanBeExpectedWhoIsNotKnown() throws Exception {
    try (Node node = Transport.open(ana.withPeer("nobody"))) {
      assertTrue(
          assertThrows(TransportException.class, node::offer).getMessage().contains("peers list"));
    }
  }

  @Test
  void aKeyThatWasReadByPhoneVerifiesToo() throws Exception {
    String bens;
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.remember();
      couple.answerer.remember();
      Couple.next(couple.offerer, PeerEvent.Remembered.class);
      bens = couple.offerer.device().keyInGroups();
    }
    try (Node node = Transport.open(ana)) {
      String own = node.devices().self().key();
      var wrong = assertThrows(TransportException.class, () -> node.devices().verify("ben", own));
      assertEquals(Problem.VERIFICATION, wrong.problem());
      assertFalse(node.devices().known().getFirst().verified());
      node.devices().verify("ben", bens.toUpperCase());
      assertTrue(node.devices().known().getFirst().verified());
    }
  }

  @Test
  void bothKeepTheSameSecretWhenBothWant() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.remember();
      couple.answerer.remember();
      assertTrue(Couple.next(couple.offerer, PeerEvent.Remembered.class).device().needsNoCode());
      assertFalse(Couple.next(couple.answerer, PeerEvent.Remembered.class).device().verified());
    }
    var anas = new PeerStore(temp.resolve("ana")).load().require("ben").secret();
    var bens = new PeerStore(temp.resolve("ben")).load().require("ana").secret();
    assertNotNull(anas);
    assertEquals(anas, bens);
  }

  @Test
  void nothingIsKeptWhenOnlyOneWants() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.remember();
      couple.answerer.say("all that was said before has arrived");
      Couple.next(couple.offerer, PeerEvent.Text.class);
      assertNull(couple.offerer.known());
      assertNull(couple.answerer.known());
    }
  }

  private void verify() throws Exception {
    try (Couple couple = Couple.pair(ana, ben)) {
      couple.offerer.wordsMatch();
    }
  }

  private static void forgetOwnKey(Options device) throws Exception {
    Files.delete(device.home().resolve("device-key"));
  }

  /** What both are told when one refuses the other. */
  private static TransportException[] refusals(Options offering, Options answering)
      throws Exception {
    try (Node left = Transport.open(offering);
        Node right = Transport.open(answering)) {
      Pairing offer = left.offer();
      Pairing answer = right.answer(offer.code().text());
      TransportException here =
          assertThrows(TransportException.class, () -> offer.await(Couple.PATIENCE));
      // The refused side may have greeted before it was refused.
      TransportException there;
      try {
        there = Couple.next(Couple.await(answer), PeerEvent.Lost.class).reason();
      } catch (TransportException e) {
        there = e;
      }
      return new TransportException[] {here, there};
    }
  }
}
