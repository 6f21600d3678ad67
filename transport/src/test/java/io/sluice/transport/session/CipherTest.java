package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.TransportException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cipher that options ask for, through whole sessions. */
@Timeout(120)
class CipherTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTOMATIC")
  void oneSideMayChoose(Cipher cipher) throws Exception {
    try (Couple couple = Couple.pair(Couple.LOOPBACK, Couple.LOOPBACK.withCipher(cipher))) {
      assertEquals(cipher, couple.offerer.path().cipher());
      assertEquals(cipher, couple.answerer.path().cipher());
      couple.offerer.say("sealed");
      assertEquals("sealed", Couple.next(couple.answerer, PeerEvent.Text.class).text());
    }
  }

  @Test
  void whoeverAsksForDifferentOnesIsToldSoAtOnce() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK.withCipher(Cipher.AES_256_GCM));
        Node right = Transport.open(Couple.LOOPBACK.withCipher(Cipher.CHACHA20_POLY1305))) {
      Pairing offer = left.offer();
      Pairing answer = right.answer(offer.code().text());
      var other = CompletableFuture.supplyAsync(() -> refusal(offer));
      assertEquals(
          "The two sides take no cipher in common: leave out --cipher, or give both the same.",
          refusal(answer));
      assertEquals(refusal(answer), other.get());
    }
  }

  private static String refusal(Pairing pairing) {
    return assertThrows(
            TransportException.class,
            () -> {
              Peer peer = pairing.await(Couple.PATIENCE);
              assertEquals(null, peer);
            })
        .getMessage();
  }
}
