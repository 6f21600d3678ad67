package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network that is away, and one whose other end has gone. */
@Timeout(120)
class OutageTest {
  private static final int BYTES = 30_000_000;
  private static final Duration AWAY = Duration.ofSeconds(18);

  /** By then a handshake that gets no answer has failed, and another has begun. */
  private static final Duration FAILED_BY = Duration.ofSeconds(24);

  @TempDir private Path temp;

  /** A router that starts again gives its network another address. */
  @Test
  void aTransferGoesOnWhenThePeerComesBackFromAnotherAddress() throws Exception {
    outage(
        network -> {
          network.move();
          network.cut(false);
        });
  }

  /** While the peer may come from anywhere, nobody else is taken for it. */
  @Test
  void aTransferGoesOnWhenTheNetworkComesBackAndNoStrangerIsFollowed() throws Exception {
    outage(
        network -> {
          assertFalse(network.strangerIsAnswered());
          network.cut(false);
        });
  }

  private interface Return {
    void of(PathOwner network) throws Exception;
  }

  private void outage(Return comesBack) throws Exception {
    byte[] content = new byte[BYTES];
    new Random(24).nextBytes(content);
    Path file = Files.write(temp.resolve("data.bin"), content);
    Path target = Files.createDirectory(temp.resolve("target"));
    try (Node left = Transport.open(Couple.LOOPBACK.withLimit(6_000_000));
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        PathOwner network = new PathOwner(offer.code().text(), SpoofedDatagrams.NONE);
        Pairing answer = right.answer(network.code());
        Peer sender = Couple.await(offer);
        Peer receiver = Couple.await(answer)) {
      Transfer sent = sender.send(List.of(file));
      Couple.next(receiver, PeerEvent.Offered.class).transfer().accept(target);
      Couple.next(sender, PeerEvent.Accepted.class);
      Thread.sleep(1000);
      network.cut(true);
      Thread.sleep(AWAY);
      assertNull(sent.await(Duration.ZERO), "it was over before the network was away");
      comesBack.of(network);
      for (Peer peer : List.of(sender, receiver)) {
        Couple.next(peer, PeerEvent.Silent.class);
        Couple.next(peer, PeerEvent.Heard.class);
      }
      var result = sent.await(Couple.PATIENCE);
      assertNull(result == null ? "not ended" : result.problem());
      assertEquals(-1, Files.mismatch(file, target.resolve("data.bin")));
    }
  }

  /** The checks find a path on which the handshake does not come through, for a while. */
  @Test
  void aHandshakeThatFailedIsMadeAgain() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        PathOwner network = new PathOwner(offer.code().text(), SpoofedDatagrams.NONE)) {
      network.withhold(true);
      try (Pairing answer = right.answer(network.code())) {
        assertNull(answer.await(FAILED_BY));
        network.withhold(false);
        try (Peer one = Couple.await(offer);
            Peer other = Couple.await(answer)) {
          one.say("after all");
          assertEquals("after all", Couple.next(other, PeerEvent.Text.class).text());
        }
      }
    }
  }

  /** The path is there, and at its other end nothing listens any more: nobody waits for that. */
  @Test
  void aPeerWhoseProgramHasEndedIsNotWaitedFor() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        PathOwner network = new PathOwner(offer.code().text(), SpoofedDatagrams.NONE);
        Pairing answer = right.answer(network.code());
        Peer one = Couple.await(offer);
        Peer other = Couple.await(answer)) {
      long began = System.nanoTime();
      network.leave();
      Couple.next(one, PeerEvent.Silent.class);
      var lost = Couple.next(one, PeerEvent.Lost.class).reason();
      assertEquals(Problem.INTERRUPTED, lost.problem());
      assertTrue(System.nanoTime() - began < Duration.ofSeconds(30).toNanos());
      Couple.next(other, PeerEvent.Lost.class);
    }
  }
}
