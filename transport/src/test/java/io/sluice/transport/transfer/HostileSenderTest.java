package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static io.sluice.transport.transfer.Trees.directory;
import static io.sluice.transport.transfer.Trees.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
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
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A peer that offers, and does not keep to the protocol: the transfer ends, and both know why. */
class HostileSenderTest {
  private static final int FOLDER = 0;
  private static final int FILE = 1;
  private static final int EMPTY = 2;
  private static final long SIZE = 2L * LEAF_BYTES + 5;
  private static final Digest EMPTY_ROOT = Digest.of(new TreeHash().root(0));

  private final Manifest manifest =
      Manifest.of(List.of(directory("d"), file(SIZE, "d", "f"), file(0, "d", "g")));

  @Test
  void contentBeforeConsent() {
    for (Message early :
        List.of(
            block(FILE, 0, LEAF_BYTES),
            end(EMPTY, 0),
            new FileFailed(1, FILE, Problem.OTHER, ""),
            new Done(1, 0, 0))) {
      Receiver whileOffered = offered();
      whileOffered.receive(early);
      assertRefused(whileOffered);
      Receiver whileOffering = new Receiver(1, new Offer(1, 3, SIZE));
      whileOffering.receive(early);
      assertRefused(whileOffering);
    }
  }

  @Test
  void aSecondOffer() {
    Receiver receiver = offered();
    receiver.receive(new Offer(1, 3, SIZE));
    assertRefused(receiver);
    assertInterrupted(new Offer(1, 3, SIZE));
  }

  @Test
  void aPageAfterTheLast() {
    Receiver receiver = offered();
    receiver.receive(new ManifestPage(1, manifest.stream().toList(), true));
    assertRefused(receiver);
    assertInterrupted(new ManifestPage(1, List.of(file(0, "late")), true));
  }

  @Test
  void aManifestThatLies() {
    assertRefused(offered(2, SIZE, manifest.stream().toList()));
    assertRefused(offered(4, SIZE, manifest.stream().toList()));
    assertRefused(offered(3, SIZE - 1, manifest.stream().toList()));
    assertRefused(offered(3, SIZE + 1, manifest.stream().toList()));
    assertRefused(offered(2, 0, List.of(file(0, "x"), file(0, "x"))));
    assertRefused(offered(2, 0, List.of(file(0, "x"), file(0, "x", "y"))));
    assertRefused(new Receiver(1, new Offer(1, Manifest.MAX_ENTRIES + 1L, 0)));
    assertRefused(new Receiver(1, new Offer(1, Long.MAX_VALUE, Long.MAX_VALUE)));
  }

  @Test
  void aNameThatIsNotSafe() {
    Receiver receiver = new Receiver(1, new Offer(1, 3, SIZE));
    receiver.receiveMalformed("an entry that is not safe: the path component \"..\"");
    Message answer = receiver.pollMessage();
    assertEquals(
        new Refuse(
            1,
            Problem.REFUSED,
            "protocol error: an entry that is not safe: the path component \"..\""),
        answer);
  }

  @Test
  void blocksThatDoNotFit() {
    assertInterrupted(block(FOLDER, 0, 5));
    assertInterrupted(block(3, 0, 5));
    assertInterrupted(block(Integer.MAX_VALUE, 0, 5));
    assertInterrupted(block(EMPTY, 0, 0));
    assertInterrupted(block(FILE, 3, 5));
    assertInterrupted(block(FILE, Long.MAX_VALUE, 5));
    assertInterrupted(block(FILE, 0, LEAF_BYTES - 1));
    assertInterrupted(block(FILE, 2, 6));
    assertInterrupted(block(FILE, 2, 0));
    assertInterrupted(block(FILE, 2, LEAF_BYTES));
  }

  @Test
  void wholeFilesThatCannotBe() {
    assertInterrupted(whole(0, FOLDER));
    assertInterrupted(whole(0, 3));
    assertInterrupted(whole(0, Integer.MAX_VALUE));
    assertInterrupted(whole(5, FILE));
    assertInterrupted(whole(1, EMPTY));
    assertInterrupted(whole(LEAF_BYTES, EMPTY));
    assertInterrupted(whole(0, EMPTY), end(EMPTY, 0));
    assertInterrupted(whole(0, EMPTY), new FileFailed(1, EMPTY, Problem.OTHER, "no"));
    assertInterrupted(end(EMPTY, 0), whole(0, EMPTY));
    Receiver early = offered();
    early.receive(whole(0, EMPTY));
    assertRefused(early);
  }

  @Test
  void aFileThatComesWholeTwiceIsPlacedOnce() {
    Receiver receiver = accepted();
    receiver.receive(whole(0, EMPTY, EMPTY));
    receiver.receive(whole(0, EMPTY));
    DiskTask.Place task = assertInstanceOf(DiskTask.Place.class, receiver.pollTask());
    assertEquals(List.of(new DiskTask.Place.Whole(EMPTY, 0, 0, EMPTY_ROOT)), task.files());
    assertNull(receiver.pollTask());
    receiver.placed(task, Map.of());
    receiver.receive(whole(0, EMPTY));
    assertNull(receiver.pollTask());
    assertNull(receiver.outcome());
  }

  private static WholeFiles whole(int length, int... entries) {
    List<WholeFiles.WholeFile> files =
        Arrays.stream(entries).mapToObj(e -> new WholeFiles.WholeFile(e, EMPTY_ROOT)).toList();
    return new WholeFiles(1, files, ByteBuffer.allocate(length), 0);
  }

  @Test
  void endsThatLie() {
    assertInterrupted(end(FILE, SIZE + 1));
    assertInterrupted(end(FILE, 0));
    assertInterrupted(end(FOLDER, 0));
    assertInterrupted(end(3, 0));
    assertInterrupted(end(FILE, SIZE), end(FILE, SIZE));
    assertInterrupted(end(EMPTY, 0), end(EMPTY, 0));
    assertInterrupted(end(EMPTY, 0), new FileFailed(1, EMPTY, Problem.OTHER, "no"));
    assertInterrupted(new FileFailed(1, FOLDER, Problem.OTHER, "no"));
    assertInterrupted(new FileFailed(1, 3, Problem.OTHER, "no"));
    assertInterrupted(new Done(1, 0, 0));
  }

  @Test
  void aSecondEndOfAFileInPlace() {
    Receiver receiver = accepted();
    receiver.receive(end(EMPTY, 0));
    DiskTask publish = receiver.pollTask();
    assertNotNull(publish);
    receiver.taskDone(publish);
    receiver.receive(end(EMPTY, 0));
    assertBroken(receiver);
  }

  @Test
  void messagesOfTheOtherRole() {
    for (Message wrong :
        List.of(
            new Accept(1),
            new Refuse(1, Problem.OTHER, ""),
            new Again(1, FILE, 0),
            new FileResults(1, List.of(FileResult.inPlace(FILE))))) {
      assertInterrupted(wrong);
      Receiver receiver = offered();
      receiver.receive(wrong);
      assertRefused(receiver);
    }
  }

  @Test
  void blocksFarAheadOfWhatIsMissing() {
    long size = 20_000L * LEAF_BYTES;
    Receiver receiver = offered(1, size, List.of(file(size, "big")));
    receiver.accept();
    receiver.receive(block(0, Limits.REORDER_WINDOW, LEAF_BYTES));
    assertBroken(receiver);
  }

  @Test
  void everyBlockDamaged() {
    long leaves = 3000;
    Receiver receiver = offered(1, leaves * LEAF_BYTES, List.of(file(leaves * LEAF_BYTES, "big")));
    receiver.accept();
    long sent = 0;
    while (receiver.outcome() == null) {
      receiver.receive(block(0, sent++, LEAF_BYTES));
      if (receiver.pollTask() instanceof DiskTask.Store task) {
        receiver.stored(task, new byte[32]);
      }
    }
    assertEquals(Limits.REPEATING_BLOCKS + 1, sent);
    assertBroken(receiver);
  }

  @Test
  void tooManyFilesAtOnce() {
    List<ManifestEntry> files = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      files.add(file(1, "f%06d".formatted(i)));
    }
    Receiver receiver = offered(files.size(), files.size(), files);
    receiver.accept();
    int begun = 0;
    while (receiver.outcome() == null) {
      receiver.receive(new FileEnd(1, begun++, 1, EMPTY_ROOT));
    }
    assertEquals(Limits.INCOMPLETE_FILES + 1, begun);
    assertBroken(receiver);
  }

  private Receiver offered() {
    return offered(3, SIZE, manifest.stream().toList());
  }

  private static Receiver offered(long entries, long bytes, List<ManifestEntry> listed) {
    Receiver receiver = new Receiver(1, new Offer(1, entries, bytes));
    receiver.receive(new ManifestPage(1, listed, true));
    return receiver;
  }

  private Receiver accepted() {
    Receiver receiver = offered();
    receiver.accept();
    assertEquals(new Accept(1), receiver.pollMessage());
    return receiver;
  }

  /** These messages after consent end the transfer with the last of them. */
  private void assertInterrupted(Message... messages) {
    Receiver receiver = accepted();
    for (Message message : messages) {
      assertNull(receiver.outcome());
      receiver.receive(message);
    }
    assertBroken(receiver);
  }

  private static void assertRefused(Receiver receiver) {
    Refuse refuse = assertInstanceOf(Refuse.class, receiver.pollMessage());
    assertEquals(Problem.REFUSED, refuse.problem());
    assertEnded(receiver, Problem.REFUSED, refuse.reason());
  }

  private static void assertBroken(Receiver receiver) {
    Message last = null;
    for (Message m; (m = receiver.pollMessage()) != null; ) {
      last = m;
    }
    Cancel cancel = assertInstanceOf(Cancel.class, last);
    assertEquals(Problem.INTEGRITY, cancel.problem());
    assertEnded(receiver, Problem.INTEGRITY, cancel.reason());
  }

  private static void assertEnded(Receiver receiver, Problem problem, String reason) {
    assertTrue(reason.startsWith("protocol error: "), reason);
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    assertEquals(problem, outcome.problem());
    assertTrue(outcome.message().contains(reason), outcome.message());
    assertNull(receiver.pollTask());
    assertNull(receiver.pollMessage());
  }

  private static Block block(int entry, long index, int length) {
    ByteBuffer data = ByteBuffer.allocate(length);
    return new Block(1, entry, index, EMPTY_ROOT, data);
  }

  private static FileEnd end(int entry, long size) {
    return new FileEnd(1, entry, size, EMPTY_ROOT);
  }
}
