package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static io.sluice.transport.transfer.Trees.directory;
import static io.sluice.transport.transfer.Trees.file;
import static io.sluice.transport.transfer.Trees.link;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
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
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Refuse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final long ID = 6;

  // Entries of the manifest below: their indexes.
  private static final int TWO_BLOCKS = 1;
  private static final int EMPTY = 2;
  private static final int LINK = 3;
  private static final int SMALL = 4;
  private static final int ENTRIES = 5;
  private static final long TWO_BLOCKS_SIZE = LEAF_BYTES + 9;

  private final Manifest manifest =
      Manifest.of(
          List.of(
              directory("d"),
              file(TWO_BLOCKS_SIZE, "d", "big"),
              file(0, "d", "empty"),
              link("big", "d", "link"),
              file(3, "small")));
  private final Receiver receiver =
      new Receiver(ID, new Offer(ID, manifest.count(), manifest.bytes()));

  @Test
  void consentComesBeforeAnythingAndAfterAllPages() {
    receiver.receive(new ManifestPage(ID, manifest.stream().toList().subList(0, 2), false));
    assertFalse(receiver.isOffered());
    assertThrows(IllegalStateException.class, receiver::accept);
    assertThrows(IllegalStateException.class, receiver::manifest);
    receiver.receive(new ManifestPage(ID, manifest.stream().toList().subList(2, ENTRIES), true));
    assertTrue(receiver.isOffered());
    assertEquals(manifest.stream().toList(), receiver.manifest().stream().toList());
    assertNull(receiver.pollMessage());
    receiver.accept();
    assertEquals(new Accept(ID), receiver.pollMessage());
    assertNull(receiver.pollTask());
    assertEquals(Progress.Phase.RUNNING, receiver.progress().phase());
    assertThrows(IllegalStateException.class, receiver::accept);
  }

  @Test
  void aRefusalIsTheEnd() {
    offer();
    receiver.refuse(Problem.CONFLICT, "it is there already");
    assertFalse(receiver.isOver(), "the sender was not told yet");
    assertEquals(new Refuse(ID, Problem.CONFLICT, "it is there already"), receiver.pollMessage());
    assertOutcome(Problem.CONFLICT, "it is there already");
    receiver.accept();
    receiver.receive(block(SMALL, 0, 3));
    assertNull(receiver.pollMessage());
    assertNull(receiver.pollTask());
  }

  @Test
  void filesThenLinksThenDirectoriesThenDone() {
    accept();
    receiver.receive(end(EMPTY, 0));
    done(new DiskTask.Publish(EMPTY));
    receiver.receive(end(TWO_BLOCKS, TWO_BLOCKS_SIZE));
    assertNull(receiver.pollTask(), "the end is here before its blocks");
    receiver.receive(block(TWO_BLOCKS, 1, 9));
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    store(TWO_BLOCKS, 1);
    store(TWO_BLOCKS, 0);
    done(new DiskTask.Publish(TWO_BLOCKS));
    receiver.receive(block(SMALL, 0, 3));
    store(SMALL, 0);
    assertNull(receiver.pollTask(), "the blocks are here before their end");
    receiver.receive(end(SMALL, 3));
    DiskTask publish = receiver.pollTask();
    assertNull(receiver.pollTask(), "links wait for files");
    assertNotNull(publish);
    receiver.taskDone(publish);
    DiskTask link = receiver.pollTask();
    assertEquals(new DiskTask.Link(LINK), link);
    assertNull(receiver.pollTask(), "directories wait for links");
    receiver.taskDone(link);
    assertNull(receiver.pollMessage(), "results wait for the rest");
    done(new DiskTask.FinishDirectories());
    assertEquals(4, results().size());
    assertEquals(new Done(ID, 3, manifest.bytes()), receiver.pollMessage());
    assertNull(receiver.outcome());
    receiver.receive(new Done(ID, 3, manifest.bytes()));
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    assertNull(outcome.problem());
    assertEquals(3, outcome.files());
    assertEquals(
        new Progress(Progress.Phase.ENDED, manifest.bytes(), manifest.bytes(), 3, 3),
        receiver.progress());
  }

  @Test
  void aBlockThatComesTwiceIsStoredOnce() {
    accept();
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    store(TWO_BLOCKS, 0);
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    assertNull(receiver.pollTask());
    receiver.receive(end(SMALL, 3));
    receiver.receive(block(SMALL, 0, 3));
    store(SMALL, 0);
    done(new DiskTask.Publish(SMALL));
    receiver.receive(block(SMALL, 0, 3));
    assertNull(receiver.pollTask(), "it is in place already");
    assertNull(receiver.outcome());
  }

  @Test
  void aDamagedBlockIsAskedForThreeTimesThenTheFileFails() {
    accept();
    receiver.receive(block(TWO_BLOCKS, 1, 9));
    DiskTask.Store kept = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
    for (int attempt = 1; attempt <= 4; attempt++) {
      receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
      DiskTask.Store task = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
      receiver.stored(task, new byte[32]);
      assertNull(receiver.pollTask());
      if (attempt <= 3) {
        assertEquals(new Again(ID, TWO_BLOCKS, 0), receiver.pollMessage());
      }
    }
    FileResult result = results().getFirst();
    assertEquals(Problem.INTEGRITY, result.problem());
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    receiver.receive(end(TWO_BLOCKS, TWO_BLOCKS_SIZE));
    assertNull(receiver.pollTask(), "what still comes of it is dropped");
    receiver.stored(kept, kept.expected().toBytes());
    done(new DiskTask.Discard(TWO_BLOCKS));
    assertNull(receiver.outcome(), "the others go on");
  }

  @Test
  void aRepairedBlockCompletesItsFile() {
    accept();
    receiver.receive(end(SMALL, 3));
    receiver.receive(block(SMALL, 0, 3));
    DiskTask.Store task = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
    receiver.stored(task, new byte[32]);
    assertEquals(new Again(ID, SMALL, 0), receiver.pollMessage());
    receiver.receive(block(SMALL, 0, 3));
    store(SMALL, 0);
    done(new DiskTask.Publish(SMALL));
    assertEquals(List.of(FileResult.inPlace(SMALL)), results());
  }

  @Test
  void aWrongRootFailsTheFile() {
    accept();
    receiver.receive(new FileEnd(ID, SMALL, 3, Digest.of(new byte[32])));
    receiver.receive(block(SMALL, 0, 3));
    store(SMALL, 0);
    done(new DiskTask.Discard(SMALL));
    assertEquals(Problem.INTEGRITY, results().getFirst().problem());
    receiver.receive(new FileEnd(ID, EMPTY, 0, Digest.of(new byte[32])));
    assertNull(receiver.pollTask(), "there is no part file of an empty file");
    assertEquals(Problem.INTEGRITY, results().getFirst().problem());
  }

  @Test
  void aFullDiskEndsTheTransferWithItsReason() {
    accept();
    receiver.receive(end(EMPTY, 0));
    done(new DiskTask.Publish(EMPTY));
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    receiver.receive(block(TWO_BLOCKS, 1, 9));
    DiskTask first = receiver.pollTask();
    DiskTask second = receiver.pollTask();
    assertNotNull(first);
    assertNotNull(second);
    receiver.taskFailed(first, Problem.LOCAL_FILE, "no space left on the receiver's disk");
    assertEquals(List.of(FileResult.inPlace(EMPTY)), results());
    String reason = "cannot write \"d/big\": no space left on the receiver's disk";
    assertEquals(new Cancel(ID, Problem.LOCAL_FILE, reason), receiver.pollMessage());
    assertOutcome(Problem.LOCAL_FILE, reason);
    assertEquals(1, receiver.tasksOutstanding());
    receiver.taskFailed(second, Problem.LOCAL_FILE, "no space left");
    assertEquals(0, receiver.tasksOutstanding());
    assertTrue(receiver.isOver());
    assertNull(receiver.pollMessage());
  }

  @Test
  void aConflictFailsOneFile() {
    accept();
    receiver.receive(end(EMPTY, 0));
    DiskTask publish = receiver.pollTask();
    assertNotNull(publish);
    receiver.taskFailed(publish, Problem.CONFLICT, "it exists");
    assertEquals(List.of(new FileResult(EMPTY, Problem.CONFLICT, "it exists")), results());
    done(new DiskTask.Discard(EMPTY));
    assertNull(receiver.outcome());
  }

  @Test
  void aConflictWhileStoringFailsOneFileToo() {
    accept();
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    receiver.receive(block(TWO_BLOCKS, 1, 9));
    DiskTask first = receiver.pollTask();
    DiskTask second = receiver.pollTask();
    assertNotNull(first);
    assertNotNull(second);
    receiver.taskFailed(second, Problem.CONFLICT, "\"d\" is a file");
    receiver.taskFailed(first, Problem.CONFLICT, "\"d\" is a file");
    assertEquals(
        List.of(new FileResult(TWO_BLOCKS, Problem.CONFLICT, "\"d\" is a file")), results());
    done(new DiskTask.Discard(TWO_BLOCKS));
    assertNull(receiver.outcome());
  }

  @Test
  void directoriesThatCannotBeFinishedAreAProblemOfTheFirst() {
    Receiver folder = new Receiver(ID, new Offer(ID, 2, 0));
    folder.receive(new ManifestPage(ID, List.of(directory("d"), directory("e")), true));
    folder.accept();
    assertEquals(new Accept(ID), folder.pollMessage());
    DiskTask finish = folder.pollTask();
    assertNotNull(finish);
    assertEquals(new DiskTask.FinishDirectories(), finish);
    folder.taskFailed(finish, Problem.LOCAL_FILE, "it is read-only");
    assertEquals(
        new FileResults(ID, List.of(new FileResult(0, Problem.LOCAL_FILE, "it is read-only"))),
        folder.pollMessage());
    assertEquals(new Done(ID, 0, 0), folder.pollMessage());

    Receiver bare = new Receiver(ID, new Offer(ID, 0, 0));
    bare.receive(new ManifestPage(ID, List.of(), true));
    bare.accept();
    DiskTask sync = bare.pollTask();
    assertNotNull(sync);
    bare.taskFailed(sync, Problem.LOCAL_FILE, "it is read-only");
    Outcome outcome = bare.outcome();
    assertNotNull(outcome);
    assertEquals(Problem.LOCAL_FILE, outcome.problem());
  }

  @Test
  void whatFailsAtTheSenderIsEchoedAndEscapedHere() {
    accept();
    receiver.receive(block(TWO_BLOCKS, 0, LEAF_BYTES));
    DiskTask.Store task = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
    receiver.receive(new FileFailed(ID, TWO_BLOCKS, Problem.LOCAL_FILE, "gone\u001b[2J"));
    assertEquals(Problem.LOCAL_FILE, results().getFirst().problem());
    assertNull(receiver.pollTask(), "a block is still being written");
    receiver.stored(task, task.expected().toBytes());
    done(new DiskTask.Discard(TWO_BLOCKS));
    receiver.cancel(Problem.OTHER, "");
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    assertEquals("gone\\u{1B}[2J", outcome.problems().getFirst().reason());
  }

  @Test
  void resultsWaitForOthersThatAreAboutToCome() {
    List<ManifestEntry> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      files.add(file(0, "f%06d".formatted(i)));
    }
    Receiver many = new Receiver(ID, new Offer(ID, 100, 0));
    many.receive(new ManifestPage(ID, files, true));
    many.accept();
    assertEquals(new Accept(ID), many.pollMessage());
    List<DiskTask> publishes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.receive(end(i, 0));
    }
    for (int i = 0; i < 100; i++) {
      publishes.add(many.pollTask());
      if (i >= 63) {
        many.taskDone(publishes.get(i - 63));
      }
    }
    assertNull(many.pollMessage());
    for (int i = 37; i < 64; i++) {
      many.taskDone(publishes.get(i));
    }
    FileResults first = assertInstanceOf(FileResults.class, many.pollMessage());
    assertEquals(64, first.results().size());
    for (int i = 64; i < 100; i++) {
      assertNull(many.pollMessage());
      many.taskDone(publishes.get(i));
    }
    assertNull(many.pollMessage(), "the end will follow soon");
    DiskTask finish = many.pollTask();
    assertEquals(new DiskTask.FinishDirectories(), finish);
    assertNotNull(finish);
    many.taskDone(finish);
    FileResults rest = assertInstanceOf(FileResults.class, many.pollMessage());
    assertEquals(36, rest.results().size());
    assertEquals(new Done(ID, 100, 0), many.pollMessage());
  }

  @Test
  void aCancelOfTheSenderEndsItEscaped() {
    accept();
    receiver.receive(block(SMALL, 0, 3));
    receiver.receive(new Cancel(ID, Problem.LOCAL_FILE, "\u202eno"));
    assertOutcome(Problem.LOCAL_FILE, "The sender ended the transfer: \\u{202E}no.");
    assertNull(receiver.pollMessage(), "a cancel is not answered");
    assertNull(receiver.pollTask());
  }

  @Test
  void aLostConnectionInterruptsUnlessAllIsInPlace() {
    accept();
    receiver.connectionLost("no packets for 30 seconds");
    assertOutcome(Problem.INTERRUPTED, "no packets for 30 seconds");
    assertNull(receiver.pollMessage());

    Receiver empty = new Receiver(ID, new Offer(ID, 0, 0));
    empty.receive(new ManifestPage(ID, List.of(), true));
    empty.accept();
    DiskTask finish = empty.pollTask();
    assertNotNull(finish);
    empty.taskDone(finish);
    empty.cancel(Problem.OTHER, "too late");
    assertNull(empty.outcome(), "the sender may know already that all is in place");
    empty.connectionLost("gone");
    Outcome outcome = empty.outcome();
    assertNotNull(outcome);
    assertNull(outcome.problem());
  }

  @Test
  void itAsksForNoMoreWhenTheDiskIsSlow() {
    Manifest big = Manifest.of(List.of(file(2000L * LEAF_BYTES, "big")));
    Receiver slow = new Receiver(ID, new Offer(ID, 1, big.bytes()));
    slow.receive(new ManifestPage(ID, big.stream().toList(), true));
    slow.accept();
    int taken = 0;
    while (slow.hasRoom()) {
      slow.receive(block(0, taken++, LEAF_BYTES));
    }
    assertEquals(Limits.WAITING_TASKS, taken);
    int running = 0;
    while (slow.pollTask() != null) {
      running++;
    }
    assertEquals(Limits.WAITING_TASKS, running);
    assertTrue(slow.hasRoom());
    int stubborn = taken;
    assertThrows(
        IllegalStateException.class,
        () -> {
          for (int i = stubborn; i < 2000; i++) {
            slow.receive(block(0, i, LEAF_BYTES));
          }
        });
  }

  @Test
  void filesThatWaitForTheDiskTogetherHoldUpNoBlocks() {
    List<ManifestEntry> many = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      many.add(file(0, "empty%06d".formatted(i)));
    }
    many.add(file(70L * LEAF_BYTES, "large"));
    Manifest all = Manifest.of(many);
    Receiver busy = new Receiver(ID, new Offer(ID, many.size(), all.bytes()));
    busy.receive(new ManifestPage(ID, many, true));
    busy.accept();
    int publishing = 0;
    for (int i = 0; i < 1000; i++) {
      busy.receive(new FileEnd(ID, i, 0, Digest.of(new TreeHash().root(0))));
      publishing += busy.pollTask() instanceof DiskTask.Publish ? 1 : 0;
    }
    assertEquals(1000, publishing, "none is answered yet");
    int storing = 0;
    for (int i = 0; i < 70 && busy.hasRoom(); i++) {
      busy.receive(block(1200, i, LEAF_BYTES));
      storing += busy.pollTask() instanceof DiskTask.Store ? 1 : 0;
    }
    assertEquals(Limits.RUNNING_TASKS, storing);
    for (int i = 1000; i < 1100; i++) {
      busy.receive(new FileEnd(ID, i, 0, Digest.of(new TreeHash().root(0))));
    }
    assertNull(busy.pollTask(), "blocks come first, and enough of them are being written");
    assertEquals(1000 + Limits.RUNNING_TASKS, busy.tasksOutstanding());
  }

  private void offer() {
    receiver.receive(new ManifestPage(ID, manifest.stream().toList(), true));
  }

  private void accept() {
    offer();
    receiver.accept();
    assertEquals(new Accept(ID), receiver.pollMessage());
  }

  private void store(int entry, long index) {
    DiskTask.Store task = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
    assertEquals(entry, task.entry());
    assertEquals(index, task.index());
    receiver.stored(task, FakeContent.hash(task.data()));
  }

  private void done(DiskTask expected) {
    assertEquals(expected, receiver.pollTask());
    receiver.taskDone(expected);
  }

  private List<FileResult> results() {
    return assertInstanceOf(FileResults.class, receiver.pollMessage()).results();
  }

  private void assertOutcome(Problem problem, String partOfMessage) {
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    assertEquals(problem, outcome.problem());
    assertTrue(outcome.message().contains(partOfMessage), outcome.message());
  }

  private static Block block(int entry, long index, int length) {
    ByteBuffer data = FakeContent.leaf(entry, index, length);
    return new Block(ID, entry, index, Digest.of(FakeContent.hash(data)), data);
  }

  private static FileEnd end(int entry, long size) {
    TreeHash tree = new TreeHash();
    for (long index = 0; index < Leaves.count(size); index++) {
      tree.add(index, FakeContent.hash(FakeContent.leaf(entry, index, Leaves.length(size, index))));
    }
    return new FileEnd(ID, entry, size, Digest.of(tree.root(Leaves.count(size))));
  }
}
