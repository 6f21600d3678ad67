package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static io.sluice.transport.transfer.Trees.directory;
import static io.sluice.transport.transfer.Trees.file;
import static io.sluice.transport.transfer.Trees.link;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.Done;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.FileResults;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Refuse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer that is offered something, and does not keep to the protocol. */
class HostileReceiverTest {
  private static final int FOLDER = 0;
  private static final int FILE = 1;
  private static final int LINK = 2;
  private static final int LATER = 3;
  private static final Digest HASH = Digest.of(new byte[32]);

  private final Manifest manifest =
      Manifest.of(
          List.of(
              directory("d"),
              file(LEAF_BYTES + 5L, "d", "f"),
              link("f", "d", "l"),
              file(100L * LEAF_BYTES, "later")));

  @Test
  void answersToWhatWasNotOffered() {
    Sender sender = new Sender(1, manifest);
    assertInstanceOf(Offer.class, sender.pollMessage());
    sender.receive(new Accept(1));
    assertEnded(sender, Problem.REFUSED);
  }

  @Test
  void messagesBeforeConsent() {
    for (Message early :
        List.of(new Again(1, FILE, 0), results(FileResult.inPlace(FILE)), new Done(1, 0, 0))) {
      Sender sender = offering();
      sender.receive(early);
      assertEnded(sender, Problem.REFUSED);
    }
  }

  @Test
  void consentTwiceOrTakenBack() {
    assertBroken(new Accept(1));
    assertBroken(new Refuse(1, Problem.OTHER, ""));
  }

  @Test
  void messagesOfTheOtherRole() {
    for (Message wrong :
        List.of(
            new Offer(1, 0, 0),
            new ManifestPage(1, List.of(), true),
            new Block(1, FILE, 0, HASH, ByteBuffer.allocate(1)),
            new FileEnd(1, FILE, 1, HASH),
            new FileFailed(1, FILE, Problem.OTHER, ""))) {
      assertBroken(wrong);
      Sender sender = offering();
      sender.receive(wrong);
      assertEnded(sender, Problem.REFUSED);
    }
  }

  @Test
  void resultsThatCannotBe() {
    assertBroken(results(FileResult.inPlace(4)));
    assertBroken(results(FileResult.inPlace(Integer.MAX_VALUE)));
    assertBroken(results(FileResult.inPlace(FOLDER)));
    assertBroken(results(FileResult.inPlace(LATER))); // not read to its end
    assertBroken(results(FileResult.inPlace(FILE), FileResult.inPlace(FILE)));
    assertBroken(results(FileResult.inPlace(LINK), FileResult.inPlace(LINK)));
    FileResult failed = new FileResult(FILE, Problem.CONFLICT, "it exists");
    assertBroken(results(failed, failed));
    FileResult folder = new FileResult(FOLDER, Problem.CONFLICT, "no");
    assertBroken(results(folder, folder));
  }

  @Test
  void successOfAFileThatWasGivenUp() {
    Sender sender = sending();
    ReadTask read = sender.pollRead();
    assertNotNull(read);
    sender.readFailed(read, Problem.LOCAL_FILE, "it vanished");
    sender.receive(results(FileResult.inPlace(read.entry())));
    assertEnded(sender, Problem.INTEGRITY);
  }

  @Test
  void doneThatIsNot() {
    assertBroken(new Done(1, 0, 0));
    assertBroken(new Done(1, 2, manifest.bytes()));
    Sender sender = new Sender(1, Manifest.of(List.of()));
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1));
    sender.receive(new Done(1, 1, 0));
    assertEnded(sender, Problem.INTEGRITY);
  }

  @Test
  void repeatsThatMakeNoSense() {
    assertBroken(new Again(1, 4, 0));
    assertBroken(new Again(1, FOLDER, 0));
    assertBroken(new Again(1, LINK, 0));
    assertBroken(new Again(1, FILE, 2));
    assertBroken(new Again(1, FILE, Long.MAX_VALUE));
    assertBroken(results(FileResult.inPlace(FILE)), new Again(1, FILE, 0));
  }

  @Test
  void repeatsWithoutEnd() {
    Sender sender = sending();
    int asked = 0;
    while (sender.outcome() == null) {
      sender.receive(new Again(1, FILE, 0));
      asked++;
      ReadTask read = sender.pollRead();
      if (read != null) {
        ByteBuffer data = FakeContent.read(read);
        sender.read(read, FakeContent.hash(data), data);
        sender.pollContent();
      }
    }
    assertEquals(3 * 102 + 1, asked);
    assertEnded(sender, Problem.INTEGRITY);
  }

  @Test
  void repeatsFasterThanTheyCanBeRead() {
    Sender sender = new Sender(1, Manifest.of(List.of(file(1000L * LEAF_BYTES, "big"))));
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1));
    assertNotNull(sender.pollRead());
    int asked = 0;
    while (sender.outcome() == null) {
      sender.receive(new Again(1, 0, 0));
      asked++;
    }
    assertEquals(Limits.REPEATING_BLOCKS + 1, asked);
  }

  @Test
  void whatCannotBeRead() {
    Sender sender = sending();
    sender.receiveMalformed("field 2 has the wrong form");
    assertEnded(sender, Problem.INTEGRITY);
  }

  private Sender offering() {
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    return sender;
  }

  /** A sender that has sent the first file and part of the second. */
  private Sender sending() {
    Sender sender = offering();
    sender.receive(new Accept(1));
    for (int i = 0; i < 3; i++) {
      ReadTask read = sender.pollRead();
      assertNotNull(read);
      ByteBuffer data = FakeContent.read(read);
      sender.read(read, FakeContent.hash(data), data);
      sender.pollContent();
    }
    assertInstanceOf(FileEnd.class, sender.pollMessage());
    return sender;
  }

  private void assertBroken(Message... messages) {
    Sender sender = sending();
    for (Message message : messages) {
      assertNull(sender.outcome());
      sender.receive(message);
    }
    assertEnded(sender, Problem.INTEGRITY);
  }

  private static void assertEnded(Sender sender, Problem problem) {
    Cancel cancel = assertInstanceOf(Cancel.class, sender.pollMessage());
    assertEquals(problem, cancel.problem());
    assertTrue(cancel.reason().startsWith("protocol error: "), cancel.reason());
    Outcome outcome = sender.outcome();
    assertNotNull(outcome);
    assertEquals(problem, outcome.problem());
    assertTrue(outcome.message().contains(cancel.reason()), outcome.message());
    assertNull(sender.pollMessage());
    assertNull(sender.pollContent());
    assertNull(sender.pollRead());
  }

  private static FileResults results(FileResult... results) {
    return new FileResults(1, List.of(results));
  }
}
