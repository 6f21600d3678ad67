package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Compression;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SessionTest {
  @TempDir Path temp;
  private Path source;
  private Path target;

  @BeforeEach
  void makeFolders() throws Exception {
    source = Files.createDirectory(temp.resolve("source"));
    target = Files.createDirectory(temp.resolve("target"));
  }

  @Test
  void wordsGoBothWaysAndEachIsAnswered() throws Exception {
    try (Couple couple = Couple.pair()) {
      String longest = "x".repeat(Peer.MAX_TEXT_BYTES);
      couple.offerer.say("one");
      couple.offerer.say(longest);
      couple.answerer.say("\u00fcber\n");
      assertEquals("one", Couple.next(couple.answerer, PeerEvent.Text.class).text());
      assertEquals(longest, Couple.next(couple.answerer, PeerEvent.Text.class).text());
      Couple.next(couple.offerer, PeerEvent.Text.class);
      Couple.next(couple.offerer, PeerEvent.TextTaken.class);
      Couple.next(couple.answerer, PeerEvent.TextTaken.class);
      TransportException tooLong =
          assertThrows(TransportException.class, () -> couple.offerer.say(longest + "x"));
      assertTrue(tooLong.getMessage().contains("send it as a file"));
    }
  }

  @Test
  void textsThatNobodyTakesAreHeldBackByTheirSender() throws Exception {
    try (Couple couple = Couple.pair()) {
      for (int i = 0; i < 100; i++) {
        couple.offerer.say("text " + i);
      }
      for (int i = 0; i < 100; i++) {
        assertEquals("text " + i, Couple.next(couple.answerer, PeerEvent.Text.class).text());
      }
      for (int i = 0; i < 100; i++) {
        Couple.next(couple.offerer, PeerEvent.TextTaken.class);
      }
    }
  }

  @Test
  void aFileArrivesWhole() throws Exception {
    byte[] content = random(3_000_001, 1);
    Path file = Files.write(source.resolve("data.bin"), content);
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(file));
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      assertComplete(sent.await(Couple.PATIENCE), 1, content.length);
      var received = Couple.next(couple.answerer, PeerEvent.Finished.class);
      assertComplete(received.result(), 1, content.length);
      assertArrayEquals(content, Files.readAllBytes(target.resolve("data.bin")));
      assertNothingElseIn(target, 1);
    }
  }

  @Test
  void aFileArrivesAsAStream() throws Exception {
    byte[] content = random(3_000_001, 1);
    Path file = Files.write(source.resolve("data.bin"), content);
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(file));
      var out = new java.io.ByteArrayOutputStream();
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().acceptInto(out);
      assertComplete(sent.await(Couple.PATIENCE), 1, content.length);
      assertArrayEquals(content, out.toByteArray());
    }
  }

  @Test
  void aStreamOfUnknownLengthArrivesAsAFile() throws Exception {
    byte[] content = random(3_000_001, 1);
    try (Couple couple = Couple.pair()) {
      Transfer sent =
          couple.offerer.send(
              EntryPath.of("data.bin"), new ByteArrayInputStream(content), Compression.AUTO);
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      assertComplete(sent.await(Couple.PATIENCE), 1, content.length);
      assertArrayEquals(content, Files.readAllBytes(target.resolve("data.bin")));
      assertNothingElseIn(target, 1);
    }
  }

  @Test
  void aStreamThatStandsStillKeepsNobodyFromEndingItsTransfer() throws Exception {
    try (Couple couple = Couple.pair();
        PipedOutputStream program = new PipedOutputStream()) {
      Transfer sent =
          couple.offerer.send(
              EntryPath.of("data.bin"), new PipedInputStream(program), Compression.OFF);
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      Couple.next(couple.offerer, PeerEvent.Accepted.class);
      sent.cancel();
      TransferResult result = sent.await(Couple.PATIENCE);
      assertEquals(Problem.INTERRUPTED, result == null ? null : result.problem());
      assertNothingElseIn(target, 0);
    }
  }

  @Test
  void bothDirectionsAtOnceOverOneSession() throws Exception {
    byte[] there = random(2_000_000, 2);
    byte[] back = random(1_000_000, 3);
    Path first = Files.write(source.resolve("there"), there);
    Path second = Files.write(source.resolve("back"), back);
    try (Couple couple = Couple.pair()) {
      assertEquals("right", couple.offerer.name());
      assertEquals("left", couple.answerer.name());
      Transfer a = couple.offerer.send(List.of(first));
      Transfer b = couple.answerer.send(List.of(second));
      Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
      Couple.next(couple.offerer, PeerEvent.Offered.class).transfer().accept(target);
      assertComplete(a.await(Couple.PATIENCE), 1, there.length);
      assertComplete(b.await(Couple.PATIENCE), 1, back.length);
      assertArrayEquals(there, Files.readAllBytes(target.resolve("there")));
      assertArrayEquals(back, Files.readAllBytes(target.resolve("back")));
    }
  }

  @Test
  void aRefusalIsToldToBothAndNothingIsWritten() throws Exception {
    Path file = Files.write(source.resolve("unwanted"), random(1000, 4));
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(file));
      var offered = Couple.next(couple.answerer, PeerEvent.Offered.class).transfer();
      offered.refuse(Problem.REFUSED, "not today");
      TransferResult result = sent.await(Couple.PATIENCE);
      assertNotNull(result);
      assertEquals(Problem.REFUSED, result.problem());
      assertTrue(result.message().contains("not today"), result.message());
      assertNothingElseIn(target, 0);
    }
  }

  @Test
  void cancellingInTheMiddleLeavesNothingHalfWritten() throws Exception {
    Path file = source.resolve("large");
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.position(4L << 30).write(ByteBuffer.wrap(new byte[1]));
    }
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(file));
      var offered = Couple.next(couple.answerer, PeerEvent.Offered.class).transfer();
      if (offered.prospect(target).spaceProblem(offered.manifest().bytes()) == null) {
        offered.accept(target);
        while (offered.progress().bytes() == 0) {
          assertNull(offered.await(Duration.ofMillis(5)));
        }
      }
      offered.cancel();
      TransferResult result = sent.await(Couple.PATIENCE);
      assertNotNull(result);
      assertFalse(result.isComplete());
      assertNotNull(offered.await(Couple.PATIENCE));
      assertNothingElseIn(target, 0);
    }
  }

  @Test
  void whoLeavesIsMissedAtOnce() throws Exception {
    try (Couple couple = Couple.pair()) {
      couple.offerer.close();
      Couple.next(couple.answerer, PeerEvent.Left.class);
    }
  }

  @Test
  void leavingEndsWhatRuns() throws Exception {
    Path file = Files.write(source.resolve("file"), random(1000, 5));
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(file));
      Couple.next(couple.answerer, PeerEvent.Offered.class);
      couple.answerer.close();
      TransferResult result = sent.await(Couple.PATIENCE);
      assertNotNull(result);
      assertFalse(result.isComplete());
    }
  }

  @Test
  void aReplyToAnotherOfferIsToldApart() throws Exception {
    try (Node node = Transport.open(Couple.LOOPBACK);
        Node other = Transport.open(Couple.LOOPBACK);
        Pairing first = node.offer();
        Pairing second = node.offer();
        Pairing answer = other.answer(second.code().text())) {
      var refused = assertThrows(TransportException.class, () -> first.reply(answer.code().text()));
      assertEquals(Problem.CODE, refused.problem());
      second.reply(answer.code().text());
      Couple.await(second).close();
    }
  }

  @Test
  void aSecondAnswererIsTurnedAwayAndBothAreTold() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Node late = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer()) {
      Pairing first = right.answer(offer.code().text());
      Peer connected = Couple.await(offer);
      Couple.await(first);
      Pairing second = late.answer(offer.code().text());
      var refused = assertThrows(TransportException.class, () -> second.await(Couple.PATIENCE));
      assertEquals(Problem.CODE, refused.problem());
      Couple.next(connected, PeerEvent.CodeTriedAgain.class);
    }
  }

  @Test
  void anOfferNobodyAnswersExpires() throws Exception {
    var hasty = Couple.LOOPBACK.withCodeLifetime(Duration.ofMillis(300));
    try (Node node = Transport.open(hasty);
        Pairing offer = node.offer()) {
      var expired = assertThrows(TransportException.class, () -> offer.await(Couple.PATIENCE));
      assertEquals(Problem.TIMEOUT, expired.problem());
    }
  }

  private static void assertComplete(@Nullable TransferResult result, int files, long bytes) {
    assertNotNull(result, "not ended");
    assertNull(result.problem(), result.message());
    assertEquals(files, result.files());
    assertEquals(bytes, result.bytes());
  }

  private static void assertNothingElseIn(Path folder, int entries) throws Exception {
    try (var listing = Files.list(folder)) {
      List<Path> found = listing.toList();
      assertEquals(entries, found.size(), found::toString);
    }
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
