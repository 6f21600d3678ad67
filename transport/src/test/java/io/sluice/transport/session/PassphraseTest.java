package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Passphrase;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.transfer.message.Goodbye;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.PassphraseFirst;
import io.sluice.transport.transfer.message.PassphraseMessage;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The second factor, over real sessions. */
@Timeout(60)
class PassphraseTest {
  private static final Options OTTER =
      Couple.LOOPBACK.withPassphrase(Passphrase.of("otter under the bridge"));

  @Test
  void theSamePassphraseConnects() throws Exception {
    Options same = Couple.LOOPBACK.withPassphrase(Passphrase.of(" otter under the bridge\n"));
    try (Couple couple = Couple.pair(OTTER, same)) {
      couple.offerer.say("hello");
      assertEquals("hello", Couple.next(couple.answerer, PeerEvent.Text.class).text());
    }
  }

  @Test
  void aWrongOneEndsItInTheSameWordsOnBothSides() throws Exception {
    Options canal = Couple.LOOPBACK.withPassphrase(Passphrase.of("canal"));
    assertBothEnd(OTTER, canal, "The passphrase was not", "The passphrase was not");
  }

  @Test
  void oneSideAloneIsToldSo() throws Exception {
    assertBothEnd(OTTER, Couple.LOOPBACK, "the other side has none", "asks for a passphrase");
    assertBothEnd(Couple.LOOPBACK, OTTER, "asks for a passphrase", "the other side has none");
  }

  /** It has the code, and tries to go on without the passphrase. */
  @Test
  void whoHasOnlyTheCodeIsOutAfterOneGuess() throws Exception {
    try (Node node = Transport.open(OTTER);
        Pairing offer = node.offer();
        RawPeer enemy = RawPeer.answer(offer.code().text())) {
      DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
      Hello greeting = enemy.hello(device, "someone");
      enemy.say(withPassphrase(greeting));
      PassphraseFirst first = enemy.hear(PassphraseFirst.class);
      enemy.say(new PassphraseFirst(first.step()));
      TransportException ended =
          assertThrows(TransportException.class, () -> assertNotNull(offer.await(Couple.PATIENCE)));
      assertEquals(Problem.VERIFICATION, ended.problem());
      assertEquals(Problem.VERIFICATION, enemy.hear(Goodbye.class).problem());
    }
  }

  @Test
  void aPassphrasePrintsNothing() {
    assertFalse(OTTER.toString().contains("otter"));
    assertEquals(Passphrase.of("u\u0308").expose(), Passphrase.of("\u00fc").expose());
    assertTrue(Passphrase.of(" \n").isNone());
  }

  private static Hello withPassphrase(Hello hello) {
    return new Hello(
        hello.version(),
        PassphraseMessage.FEATURE,
        hello.deviceName(),
        hello.deviceKey(),
        hello.signature(),
        hello.commitment());
  }

  private static void assertBothEnd(
      Options offerer, Options answerer, String offererIsTold, String answererIsTold)
      throws Exception {
    try (Node left = Transport.open(offerer);
        Node right = Transport.open(answerer);
        Pairing offer = left.offer();
        Pairing answer = right.answer(offer.code().text())) {
      assertEnds(answer, answererIsTold);
      assertEnds(offer, offererIsTold);
    }
  }

  private static void assertEnds(Pairing pairing, String told) {
    TransportException ended =
        assertThrows(TransportException.class, () -> assertNotNull(pairing.await(Couple.PATIENCE)));
    assertEquals(Problem.VERIFICATION, ended.problem());
    assertTrue(String.valueOf(ended.getMessage()).contains(told), ended.getMessage());
  }
}
