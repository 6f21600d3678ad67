package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.transport.Transport;
import io.sluice.transport.api.Compression;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.compress.Zstd;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileResults;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class CompressionTest {
  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatArrivesIsTheSameHoweverItTravels(Compression how) throws Exception {
    byte[] content = new byte[5_000_001];
    new Random(1).nextBytes(content);
    java.util.Arrays.fill(content, 500_000, 4_000_000, (byte) 'x');
    Path file = Files.write(temp.resolve("file"), content);
    Path target = Files.createDirectory(temp.resolve("target"));
    try (Couple couple = Couple.pair()) {
      var sent = couple.offerer.send(new Selection(List.of(file), List.of(), false, how));
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      TransferResult result = sent.await(Couple.PATIENCE);
      assertNotNull(result);
      assertTrue(result.isComplete(), result.message());
      assertEquals(content.length, result.bytes());
    }
    assertArrayEquals(content, Files.readAllBytes(target.resolve("file")));
  }

  @Test
  void aCompressedBlockIsAcceptedWhenItHoldsWhatItsHashSays() throws Exception {
    byte[] leaf = new byte[50_000];
    assertEquals(
        List.of(), failures(leaf, Zstd.compress(leaf, leaf.length, leaf.length), leaf.length));
  }

  @Test
  void aBombIsADamagedBlockAndTakesNoMoreThanABlock() throws Exception {
    byte[] zeros = new byte[64 << 20];
    ByteBuffer bomb = Zstd.compress(zeros, zeros.length, zeros.length);
    assertEquals(List.of(Problem.INTEGRITY), failures(new byte[50_000], bomb, 50_000));
  }

  @Test
  void aBlockThatIsNoFrameIsADamagedBlock() throws Exception {
    ByteBuffer noFrame = ByteBuffer.wrap(new byte[100]);
    assertEquals(List.of(Problem.INTEGRITY), failures(new byte[50_000], noFrame, 50_000));
  }

  /** What becomes of a file of one leaf whose only block is always this frame. */
  private List<Problem> failures(byte[] leaf, ByteBuffer frame, int plainLength) throws Exception {
    Digest hash = Digest.of(new LeafHash().of(leaf, 0, leaf.length));
    try (Node node = Transport.open(Couple.LOOPBACK)) {
      Pairing offer = node.offer();
      try (RawPeer enemy = RawPeer.answer(offer.code().text())) {
        enemy.say(enemy.hello(DeviceIdentity.generate(new SecureRandom()), "someone"));
        Peer victim = Couple.await(offer);
        enemy.say(new Offer(2, 1, leaf.length));
        var entry = new ManifestEntry.File(EntryPath.of("file"), 0644, Instant.EPOCH, leaf.length);
        enemy.say(new ManifestPage(2, List.of(entry), true));
        Couple.next(victim, PeerEvent.Offered.class).transfer().accept(temp);
        enemy.hear(Accept.class);
        enemy.say(new io.sluice.transport.transfer.message.FileEnd(2, 0, leaf.length, hash));
        Block block = new Block(2, 0, 0, hash, frame, plainLength);
        FileResults results = null;
        while (results == null) {
          enemy.say(Conversation.BLOCKS, block.write());
          if (enemy.hearEither(Again.class, FileResults.class) instanceof FileResults told) {
            results = told;
          }
        }
        return results.results().stream()
            .filter(result -> result.problem() != null)
            .map(result -> result.problem())
            .toList();
      }
    }
  }
}
