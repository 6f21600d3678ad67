package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session ends in the middle of a transfer; another one brings it to its end. */
class ResumeTest {
  private static final int LARGE = 24 << 20;

  @TempDir private Path folder;
  private Path tree;
  private Path target;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    target = Files.createDirectory(folder.resolve("target"));
    Random random = new Random(1);
    Files.createDirectory(tree.resolve("small"));
    for (int i = 0; i < 40; i++) {
      byte[] content = new byte[random.nextInt(9000)];
      random.nextBytes(content);
      Files.write(tree.resolve("small").resolve("f" + i), content);
    }
    byte[] large = new byte[LARGE];
    random.nextBytes(large);
    Files.write(tree.resolve("large"), large);
    Files.write(tree.resolve("empty"), new byte[0]);
  }

  @Test
  void theSameThingsSentAgainToTheSameTargetGoOn() throws Exception {
    interrupt(1, LARGE / 2);
    assertEquals(List.of("tree"), names(target), "nothing else beside it");
    long here;
    try (Session session = new Session("sender", "receiver")) {
      IncomingTransfer offer = session.offer();
      assertTrue(offer.prospect(target).isClear());
      here = offer.prospect(target).here();
      assertTrue(here >= LARGE / 3, here + " bytes are here");
      session.complete(offer);
    }
    assertArrived();
  }

  @Test
  void whatIsKeptNamesItsSender() throws Exception {
    interrupt(1, LARGE / 2);
    try (Node node = Transport.open(Couple.LOOPBACK.withHome(folder.resolve("receiver")))) {
      SavedTransfer kept = node.saved().getFirst();
      assertEquals("sender's name", ((SavedTransfer.Received) kept).peer());
    }
  }

  @Test
  void aSenderThatForgotGoesOnToo() throws Exception {
    interrupt(1, LARGE / 2);
    try (Session session = new Session("another", "receiver")) {
      IncomingTransfer offer = session.offer();
      assertTrue(offer.prospect(target).here() > 0);
      session.complete(offer);
    }
    assertArrived();
  }

  @Test
  void aSourceThatChangedArrivesAsItIsNow() throws Exception {
    interrupt(1, LARGE / 2);
    byte[] large = Files.readAllBytes(tree.resolve("large"));
    var time = Files.getLastModifiedTime(tree.resolve("large"));
    large[5] ^= 1;
    large[LARGE / 4] ^= 1;
    Files.write(tree.resolve("large"), large);
    Files.setLastModifiedTime(tree.resolve("large"), time);
    // Same size, time and number: only who reads it can tell, and this sender does.
    try (Session session = new Session("another", "receiver")) {
      session.complete(session.offer());
    }
    assertArrived();
  }

  @Test
  void zerosInAFileAreContentAndNotWhatIsMissing() throws Exception {
    byte[] large = Files.readAllBytes(tree.resolve("large"));
    Arrays.fill(large, LARGE / 8, LARGE / 8 * 7, (byte) 0);
    Files.write(tree.resolve("large"), large);
    interrupt(1, LARGE / 2);
    try (Session session = new Session("another", "receiver")) {
      session.complete(session.offer());
    }
    assertArrived();
  }

  @Test
  void aDamagedJournalCostsWhatItSaysAndNeverTheTransfer() throws Exception {
    Path journals = folder.resolve("receiver").resolve("transfers");
    for (int seed = 0; seed < 5; seed++) {
      interrupt(seed, LARGE / 2);
      Random random = new Random(seed);
      for (String name : names(journals)) {
        if (name.endsWith(".receive")) {
          byte[] journal = Files.readAllBytes(journals.resolve(name));
          for (int i = 0; i < 3; i++) {
            journal[random.nextInt(journal.length)] ^= (byte) (1 + random.nextInt(255));
          }
          int length = seed % 2 == 0 ? journal.length : random.nextInt(journal.length);
          Files.write(journals.resolve(name), Arrays.copyOf(journal, length));
        }
      }
      Files.write(journals.resolve("0123456" + seed + ".receive"), new byte[100]);
      try (Session session = new Session("sender", "receiver")) {
        IncomingTransfer offer = session.offer();
        offer.accept(target, overwriting(offer));
        TransferResult result = offer.await(Couple.PATIENCE);
        assertNotNull(result);
        assertNull(result.problem(), "seed " + seed + ": " + result.message());
      }
      assertFilesArrived();
      target = Files.createDirectory(folder.resolve("target" + seed));
    }
  }

  /** What an earlier run has put in place, and nobody remembers, is there as if it were another. */
  private Decisions overwriting(IncomingTransfer offer) {
    Decisions.Builder decisions = new Decisions.Builder();
    ConflictPolicy.OVERWRITE.decide(offer.manifest(), offer.prospect(target), decisions);
    return decisions.build();
  }

  @Test
  void aPartFileThatSomebodyElseChangedIsNotTakenForWhatItWas() throws Exception {
    interrupt(1, LARGE / 2);
    try (Stream<Path> all = Files.walk(target)) {
      for (Path part : all.filter(p -> p.toString().endsWith(".part")).toList()) {
        byte[] other = new byte[(int) Files.size(part)];
        Arrays.fill(other, (byte) 7);
        Files.write(part, other);
        // A while after the run that left it.
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().plusSeconds(60)));
      }
    }
    try (Session session = new Session("sender", "receiver")) {
      session.complete(session.offer());
    }
    assertArrived();
  }

  @Test
  void whatIsCompleteIsRememberedByNobody() throws Exception {
    try (Session session = new Session("sender", "receiver")) {
      session.complete(session.offer());
    }
    assertArrived();
    assertEquals(List.of(), names(folder.resolve("sender").resolve("transfers")));
    assertEquals(List.of(), names(folder.resolve("receiver").resolve("transfers")));
  }

  @Test
  void whatWasDeclinedIsRememberedByNobody() throws Exception {
    try (Session session = new Session("sender", "receiver")) {
      IncomingTransfer offer = session.offer();
      offer.prospect(target);
      offer.refuse(io.sluice.transport.api.Problem.REFUSED, "no");
      assertNotNull(session.sent.await(Couple.PATIENCE));
    }
    assertEquals(List.of(), names(folder.resolve("sender").resolve("transfers")));
    assertFalse(Files.exists(folder.resolve("receiver").resolve("transfers")));
  }

  /** Ends a session when so many bytes have arrived. */
  private void interrupt(int seed, long bytes) throws Exception {
    try (Session session = new Session("sender", "receiver")) {
      IncomingTransfer offer = session.offer();
      offer.accept(target, Decisions.TAKE_ALL);
      long deadline = System.nanoTime() + Couple.PATIENCE.toNanos();
      while (offer.progress().bytes() < bytes) {
        assertTrue(System.nanoTime() < deadline, "no progress, seed " + seed);
        offer.await(Duration.ofMillis(1));
      }
      assertFalse(offer.savedAs().isEmpty());
      assertFalse(session.sent.savedAs().isEmpty());
    }
  }

  private void assertArrived() throws IOException {
    assertFilesArrived();
    try (Stream<Path> all = Files.walk(target)) {
      assertEquals(List.of(), all.filter(p -> p.toString().endsWith(".part")).toList());
    }
  }

  private void assertFilesArrived() throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path there = target.resolve("tree").resolve(tree.relativize(path).toString());
        assertArrayEquals(Files.readAllBytes(path), Files.readAllBytes(there), path.toString());
      }
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** A sender that offers the tree, and a receiver, each with what it keeps. */
  private final class Session implements AutoCloseable {
    private final Node left;
    private final Node right;
    private final Peer sender;
    private final Peer receiver;
    private final Transfer sent;

    Session(String senderHome, String receiverHome) throws Exception {
      left = open(senderHome);
      right = open(receiverHome);
      Pairing offer = left.offer();
      Pairing answer = right.answer(offer.code().text());
      sender = Couple.await(offer);
      receiver = Couple.await(answer);
      sent = sender.send(List.of(tree));
    }

    private Node open(String home) {
      Options options =
          Couple.LOOPBACK
              .withLimit(64 << 20)
              .withHome(folder.resolve(home))
              .withDeviceName(home + "'s name");
      return Transport.open(options);
    }

    IncomingTransfer offer() throws Exception {
      return Couple.next(receiver, PeerEvent.Offered.class).transfer();
    }

    void complete(IncomingTransfer offer) throws Exception {
      offer.accept(target, Decisions.TAKE_ALL);
      TransferResult result = offer.await(Couple.PATIENCE);
      assertNotNull(result);
      assertNull(result.problem(), result.message() + result.problems());
      TransferResult other = sent.await(Couple.PATIENCE);
      assertNotNull(other);
      assertNull(other.problem(), other.message());
    }

    @Override
    public void close() {
      sender.close();
      receiver.close();
      left.close();
      right.close();
    }
  }
}
