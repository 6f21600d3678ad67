package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions whose keys may seal only a little, so that they are renewed all the time. */
@Timeout(120)
class KeyRenewalTest {
  private static final Options SHORT_LIVED = Couple.LOOPBACK.withRenewKeysAfter(100_000);

  @TempDir Path temp;

  @Test
  void whatTheClientSendsArrivesWholeUnderManyKeys() throws Exception {
    try (Couple couple = Couple.pair(SHORT_LIVED, SHORT_LIVED)) {
      transferUntilRenewed(couple, couple.answerer, couple.offerer);
    }
  }

  @Test
  void whatTheServerSendsArrivesWholeUnderManyKeys() throws Exception {
    Options chacha = SHORT_LIVED.withCipher(Cipher.CHACHA20_POLY1305);
    try (Couple couple = Couple.pair(chacha, SHORT_LIVED)) {
      transferUntilRenewed(couple, couple.offerer, couple.answerer);
    }
  }

  @Test
  void oneSideThatWantsItIsEnoughAndBothDirectionsMayBeBusy() throws Exception {
    try (Couple couple = Couple.pair(SHORT_LIVED, Couple.LOOPBACK)) {
      Path there = Files.write(temp.resolve("there"), random(20_000_000, 1));
      Path back = Files.write(temp.resolve("back"), random(20_000_000, 2));
      Path target = Files.createDirectory(temp.resolve("both"));
      Transfer one = couple.offerer.send(List.of(there));
      Transfer other = couple.answerer.send(List.of(back));
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      Couple.next(couple.offerer, PeerEvent.Offered.class).transfer().accept(target);
      assertTrue(one.await(Couple.PATIENCE).isComplete());
      assertTrue(other.await(Couple.PATIENCE).isComplete());
      assertArrayEquals(Files.readAllBytes(there), Files.readAllBytes(target.resolve("there")));
      assertArrayEquals(Files.readAllBytes(back), Files.readAllBytes(target.resolve("back")));
      assertRenewed(couple, 1);
    }
  }

  @Test
  void keysThatLastAreLeftAlone() throws Exception {
    try (Couple couple = Couple.pair()) {
      transfer(couple.offerer, couple.answerer, 5_000_000);
      assertEquals(1, ((RemotePeer) couple.offerer).epoch());
      assertEquals(1, ((RemotePeer) couple.answerer).epoch());
    }
  }

  /** How many renewals one transfer sees is a matter of how busy the machine is. */
  private void transferUntilRenewed(Couple couple, Peer from, Peer to) throws Exception {
    do {
      transfer(from, to, 30_000_000);
    } while (((RemotePeer) from).epoch() < 4 || ((RemotePeer) to).epoch() < 4);
  }

  private void transfer(Peer from, Peer to, int bytes) throws Exception {
    byte[] content = random(bytes, 3);
    Path file = Files.write(temp.resolve("data.bin"), content);
    Path target = Files.createTempDirectory(temp, "target");
    Transfer sent = from.send(List.of(file));
    Couple.next(to, PeerEvent.Offered.class).transfer().accept(target);
    assertTrue(sent.await(Couple.PATIENCE).isComplete());
    assertArrayEquals(content, Files.readAllBytes(target.resolve("data.bin")));
  }

  private static void assertRenewed(Couple couple, int times) {
    int offerers = ((RemotePeer) couple.offerer).epoch();
    int answerers = ((RemotePeer) couple.answerer).epoch();
    assertTrue(offerers > times, "the offerer's keys were renewed only until " + offerers);
    assertTrue(answerers > times, "the answerer's keys were renewed only until " + answerers);
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
