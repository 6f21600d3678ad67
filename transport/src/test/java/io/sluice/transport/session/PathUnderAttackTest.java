package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sessions on a network that belongs to somebody else, who says something of his own before every
 * datagram, from the first of the handshake to the last of the transfer: nothing comes of it.
 */
@Timeout(120)
class PathUnderAttackTest {
  private static final int BYTES = 6_000_000;

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aSessionSurvives(SpoofedDatagrams attack) throws Exception {
    byte[] content = new byte[BYTES];
    new Random(23).nextBytes(content);
    Path file = Files.write(temp.resolve("data.bin"), content);
    Path target = Files.createDirectory(temp.resolve("target"));
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        PathOwner mallory = new PathOwner(offer.code().text(), attack);
        Pairing answer = right.answer(mallory.code());
        Peer sender = Couple.await(offer);
        Peer receiver = Couple.await(answer)) {
      long before = mallory.forged();
      Transfer sent = sender.send(List.of(file));
      Couple.next(receiver, PeerEvent.Offered.class).transfer().accept(target);
      assertNull(sent.await(Couple.PATIENCE).problem());
      assertEquals(-1, Files.mismatch(file, target.resolve("data.bin")));
      assertTrue(mallory.forged() > before + 100, "only " + mallory.forged() + " were forged");
      receiver.say("thanks");
      assertEquals("thanks", Couple.next(sender, PeerEvent.Text.class).text());
    }
  }
}
