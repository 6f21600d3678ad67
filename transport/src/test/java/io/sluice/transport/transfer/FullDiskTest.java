package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static io.sluice.transport.transfer.Trees.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Paused;
import io.sluice.transport.transfer.message.Resumed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A disk without room in the middle: the transfer waits, and nothing is lost. */
class FullDiskTest {
  private static final long SIZE = 1000L * LEAF_BYTES;
  private final Manifest manifest = Manifest.of(List.of(file(SIZE, "big")));

  @Test
  void everythingArrivesHoweverOftenTheDiskIsFull() throws Exception {
    int pauses = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      TransferPair pair = new TransferPair(Trees.random(random), random, Faults.NONE);
      pair.full = random.nextDouble() * 0.7;
      pair.run();
      Outcome outcome = pair.sender.outcome();
      assertNotNull(outcome, "seed " + seed);
      assertNull(outcome.problem(), "seed " + seed);
      assertEquals(pair.manifest.bytes(), outcome.bytes(), "seed " + seed);
      assertEquals(pair.manifest.files(), pair.disk.published().size(), "seed " + seed);
      assertTrue(pair.theReceiver().isOver() && pair.sender.isOver(), "seed " + seed);
      pauses += pair.pauses;
    }
    assertTrue(pauses > 500, pauses + " pauses");
  }

  @Test
  void theSenderIsToldOnceAndAgainWhenItGoesOn() {
    Receiver receiver = receiving();
    for (int i = 0; i < 4; i++) {
      receiver.receive(block(i));
    }
    DiskTask.Store first = store(receiver);
    DiskTask.Store second = store(receiver);
    DiskTask.Store third = store(receiver);
    receiver.taskWaits(first, "no space left on the disk");
    assertEquals(new Paused(1, "no space left on the disk"), receiver.pollMessage());
    receiver.taskWaits(second, "no space left on the disk");
    assertNull(receiver.pollMessage(), "told once");
    receiver.stored(third, third.expected().toBytes());
    assertEquals("no space left on the disk", receiver.pause(), "luck of one begun before");
    assertNull(receiver.pollTask());
    receiver.tryAgain();
    DiskTask.Store attempt = store(receiver);
    assertNull(receiver.pollTask(), "one is enough to see");
    receiver.taskWaits(attempt, "no space left on the disk");
    assertNull(receiver.pollTask());
    receiver.tryAgain();
    attempt = store(receiver);
    receiver.stored(attempt, attempt.expected().toBytes());
    assertEquals(new Resumed(1), receiver.pollMessage());
    assertNull(receiver.pause());
    store(receiver);
    store(receiver);
    assertNull(receiver.pollTask());
  }

  @Test
  void aFileThatFindsNoRoomForItsNameIsTriedAgainToo() {
    Receiver receiver = withTwoEmptyFiles();
    DiskTask first = receiver.pollTask();
    assertEquals(new DiskTask.Publish(0), first);
    assertEquals(new DiskTask.Publish(1), receiver.pollTask());
    receiver.taskWaits(first, "full");
    receiver.taskWaits(new DiskTask.Publish(1), "full");
    assertEquals(new Paused(1, "full"), receiver.pollMessage());
    assertNull(receiver.pollTask());
    receiver.tryAgain();
    DiskTask attempt = receiver.pollTask();
    assertEquals(new DiskTask.Publish(1), attempt);
    assertNull(receiver.pollTask(), "one is enough to see");
    receiver.taskDone(attempt);
    assertEquals(new Resumed(1), receiver.pollMessage());
    receiver.taskDone(receiver.pollTask());
    assertEquals(new DiskTask.FinishDirectories(), receiver.pollTask());
    receiver.taskWaits(new DiskTask.FinishDirectories(), "full");
    receiver.tryAgain();
    receiver.taskDone(receiver.pollTask());
    assertNull(receiver.pause());
  }

  /** What fails for another reason says nothing of the room; the next is tried at once. */
  @Test
  void anAttemptThatFailsOtherwiseEndsThePause() {
    Receiver receiver = withTwoEmptyFiles();
    DiskTask first = receiver.pollTask();
    receiver.taskWaits(first, "full");
    receiver.tryAgain();
    receiver.taskFailed(receiver.pollTask(), Problem.CONFLICT, "the name is taken");
    assertNull(receiver.pause());
    assertEquals(new DiskTask.Publish(1), receiver.pollTask());
  }

  @Test
  void whatIsOnTheWayIsStillTakenAndABoundKeepsTheRestOut() {
    Receiver receiver = receiving();
    receiver.receive(block(0));
    receiver.taskWaits(store(receiver), "full");
    int taken = 1;
    while (receiver.hasRoom()) {
      receiver.receive(block(taken++));
    }
    assertEquals(Limits.BLOCKS_ON_A_FULL_DISK, taken);
    receiver.receive(new Cancel(1, Problem.INTERRUPTED, "enough"));
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    assertEquals(Problem.INTERRUPTED, outcome.problem());
    assertNull(receiver.pause());
    assertTrue(receiver.isOver());
  }

  @Test
  void aCancelWhileItWaitsEndsIt() {
    Receiver receiver = receiving();
    receiver.receive(block(0));
    receiver.taskWaits(store(receiver), "full");
    receiver.cancel(Problem.INTERRUPTED, "the receiver cancelled it");
    assertInstanceOf(Paused.class, receiver.pollMessage());
    assertInstanceOf(Cancel.class, receiver.pollMessage());
    assertTrue(receiver.isOver());
    receiver.tryAgain();
    assertNull(receiver.pollTask());
  }

  @Test
  void aSenderHoldsBackUntilItIsToldToGoOn() {
    Sender sender = offering();
    sender.receive(new Accept(1));
    ReadTask read = sender.pollRead();
    assertNotNull(read);
    sender.receive(new Paused(1, "no space\u001b"));
    assertEquals("no space\\u{1B}", sender.pause());
    ByteBuffer data = FakeContent.read(read);
    sender.read(read, FakeContent.hash(data), data);
    assertNull(sender.pollContent());
    assertNull(sender.pollRead());
    sender.receive(new Paused(1, "still"));
    sender.receive(new Resumed(1));
    assertNull(sender.pause());
    assertNotNull(sender.pollContent());
    assertNotNull(sender.pollRead());
    sender.receive(new Resumed(1));
    assertNull(sender.outcome(), "one too many does no harm");
  }

  @Test
  void aPauseBeforeConsentOrFromTheWrongSideEndsIt() {
    for (Message early : List.of(new Paused(1, ""), new Resumed(1))) {
      Sender sender = offering();
      sender.receive(early);
      assertNotNull(sender.outcome());
      Receiver receiver = receiving();
      receiver.receive(early);
      assertNotNull(receiver.outcome());
      assertFalse(receiver.outcome().problem() == null);
    }
  }

  private Sender offering() {
    Sender sender = new Sender(1, manifest, "00".repeat(16));
    while (sender.pollMessage() != null) {}
    return sender;
  }

  /** Both are complete. */
  private static Receiver withTwoEmptyFiles() {
    Receiver receiver = receiving(Manifest.of(List.of(file(0, "a"), file(0, "b"))));
    for (int entry = 0; entry < 2; entry++) {
      receiver.receive(new FileEnd(1, entry, 0, Digest.of(new TreeHash().root(0))));
    }
    return receiver;
  }

  private Receiver receiving() {
    return receiving(manifest);
  }

  private static Receiver receiving(Manifest manifest) {
    Receiver receiver = new Receiver(1, new Offer(1, manifest.count(), manifest.bytes()));
    receiver.receive(new ManifestPage(1, manifest.stream().toList(), true));
    receiver.accept();
    assertEquals(new Accept(1), receiver.pollMessage());
    return receiver;
  }

  private static DiskTask.Store store(Receiver receiver) {
    return assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
  }

  private static Block block(int index) {
    ByteBuffer data = FakeContent.leaf(0, index, LEAF_BYTES);
    return new Block(1, 0, index, Digest.of(FakeContent.hash(data)), data);
  }
}
