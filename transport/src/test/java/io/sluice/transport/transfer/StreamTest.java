package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Refuse;
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file of a size that nobody knows before its end. */
class StreamTest {
  private static final ManifestEntry STREAM =
      new ManifestEntry.Stream(EntryPath.of("s"), 0644, Instant.EPOCH);
  private static final Digest ROOT = Digest.of(new TreeHash().root(0));

  private final Manifest manifest = Manifest.of(List.of(STREAM));

  @Test
  void anyLengthArrivesInAnyOrder() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      long leaves = random.nextInt(100);
      new Run(random, leaves * LEAF_BYTES + (random.nextBoolean() ? 0 : random.nextInt(LEAF_BYTES)))
          .run("seed " + seed);
    }
  }

  /** One stream, whose messages and tasks overtake each other. */
  private final class Run {
    private final Random random;
    private final long size;
    private final Sender sender = new Sender(1, manifest);
    private final Receiver receiver = new Receiver(1, new Offer(1, 1, 0));
    private final Deque<ReadTask> reads = new ArrayDeque<>();
    private final Deque<Message> control = new ArrayDeque<>();
    private final List<Message> blocks = new ArrayList<>();
    private final List<DiskTask> tasks = new ArrayList<>();
    private final TreeMap<Long, Integer> written = new TreeMap<>();

    Run(Random random, long size) {
      this.random = random;
      this.size = size;
    }

    void run(String seed) {
      while (step()) {}
      Outcome sent = sender.outcome();
      assertNotNull(sent, seed);
      assertEquals(sent, receiver.outcome(), seed);
      assertNull(sent.problem(), seed);
      assertEquals(size, sent.bytes(), seed);
      assertEquals(size, receiver.progress().totalBytes(), seed);
      assertEquals(size, written.values().stream().mapToLong(n -> n).sum(), seed);
      assertEquals(Leaves.count(size), written.size(), seed);
      assertTrue(sender.isOver() && receiver.isOver(), seed);
    }

    private boolean step() {
      drain();
      List<Runnable> possible = new ArrayList<>();
      if (!reads.isEmpty()) {
        possible.add(this::read);
      }
      if (!control.isEmpty()) {
        possible.add(() -> receiver.receive(control.remove()));
      }
      if (!blocks.isEmpty() && receiver.hasRoom()) {
        possible.add(() -> receiver.receive(blocks.remove(random.nextInt(blocks.size()))));
      }
      if (!tasks.isEmpty()) {
        possible.add(() -> carryOut(tasks.remove(random.nextInt(tasks.size()))));
      }
      if (possible.isEmpty()) {
        return false;
      }
      possible.get(random.nextInt(possible.size())).run();
      return true;
    }

    private void drain() {
      if (receiver.isOffered()) {
        receiver.accept();
      }
      for (Message m; (m = receiver.pollMessage()) != null; ) {
        sender.receive(m);
      }
      for (Message m; (m = sender.pollMessage()) != null; ) {
        if (!(m instanceof Offer)) {
          control.add(m);
        }
      }
      assertNull(sender.pollGroup(), "a stream is no small file");
      for (ReadTask read; (read = sender.pollRead()) != null; ) {
        reads.add(read);
      }
      for (Message block; blocks.size() < 12 && (block = sender.pollContent()) != null; ) {
        blocks.add(block);
      }
      for (DiskTask task; (task = receiver.pollTask()) != null; ) {
        tasks.add(task);
      }
    }

    /** In order, and as long as there is something. */
    private void read() {
      ReadTask task = reads.remove();
      int length = Math.clamp(size - task.offset(), 0, task.length());
      ByteBuffer data = FakeContent.leaf(0, task.index(), length);
      sender.read(task, FakeContent.hash(data), data);
    }

    private void carryOut(DiskTask task) {
      if (task instanceof DiskTask.Store store) {
        written.put(store.index(), store.length());
        receiver.stored(store, FakeContent.hash(store.data()));
      } else {
        if (task instanceof DiskTask.Publish) {
          assertEquals(Leaves.count(size), written.size(), "put in place before all is written");
        }
        receiver.taskDone(task);
      }
    }
  }

  @Test
  void aStreamIsOfferedAlone() {
    Receiver receiver = new Receiver(1, new Offer(1, 2, 5));
    receiver.receive(new ManifestPage(1, List.of(Trees.file(5, "f"), STREAM), true));
    assertInstanceOf(Refuse.class, receiver.pollMessage());
    assertEquals(Problem.REFUSED, outcome(receiver).problem());
  }

  @Test
  void nobodyKnowsHowMuchIsLeft() {
    Receiver receiver = accepted();
    receiver.receive(block(0, LEAF_BYTES));
    assertEquals(-1, receiver.progress().totalBytes());
    receiver.receive(end(LEAF_BYTES + 1L));
    assertEquals(LEAF_BYTES + 1L, receiver.progress().totalBytes());
  }

  @Test
  void lengthsThatContradictEachOther() {
    assertBroken(block(0, 0));
    assertBroken(block(Long.MAX_VALUE, LEAF_BYTES));
    assertBroken(block(StreamLength.MOST / LEAF_BYTES, 1));
    // What is shorter than a leaf is the last.
    assertBroken(block(1, 5), block(2, LEAF_BYTES));
    assertBroken(block(1, 5), block(0, 5));
    assertBroken(block(1, LEAF_BYTES), block(0, 5));
    assertBroken(block(1, 5), end(LEAF_BYTES + 6L));
    assertBroken(block(1, LEAF_BYTES), end(LEAF_BYTES));
    assertBroken(end(LEAF_BYTES), block(1, 1));
    assertBroken(end(LEAF_BYTES + 5L), block(1, 6));
    assertBroken(end(5), end(6));
    assertBroken(end(5), end(5));
    assertBroken(end(Long.MAX_VALUE));
    assertBroken(end(StreamLength.MOST));
    assertBroken(new WholeFiles(1, wholeFile(), ByteBuffer.allocate(5), 0));
    assertBroken(end(5), new WholeFiles(1, wholeFile(), ByteBuffer.allocate(5), 0));
  }

  private static List<WholeFiles.WholeFile> wholeFile() {
    return List.of(new WholeFiles.WholeFile(0, ROOT));
  }

  @Test
  void blocksFarAheadOfWhatIsMissing() {
    assertBroken(block(Limits.REORDER_WINDOW, LEAF_BYTES));
  }

  @Test
  void aStreamThatComesWhole() {
    List<WholeFiles.WholeFile> it = List.of(new WholeFiles.WholeFile(0, ROOT));
    assertBroken(new WholeFiles(1, it, ByteBuffer.allocate(0), 0));
    assertBroken(new WholeFiles(1, it, ByteBuffer.allocate(5), 0));
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1));
    assertNull(sender.pollGroup());
  }

  @Test
  void aBlockThatIsWantedAgainCannotBeReadAgain() {
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1));
    ReadTask read = sender.pollRead();
    assertNotNull(read);
    sender.read(read, new byte[32], ByteBuffer.allocate(LEAF_BYTES));
    sender.receive(new Again(1, 0, 0));
    FileFailed failure = assertInstanceOf(FileFailed.class, sender.pollMessage());
    assertEquals(Problem.INTEGRITY, failure.problem());
  }

  private Receiver accepted() {
    Receiver receiver = new Receiver(1, new Offer(1, 1, 0));
    receiver.receive(new ManifestPage(1, List.of(STREAM), true));
    receiver.accept();
    assertEquals(new Accept(1), receiver.pollMessage());
    return receiver;
  }

  /** The last of these messages ends the transfer. */
  private void assertBroken(Message... messages) {
    Receiver receiver = accepted();
    for (Message message : messages) {
      assertNull(receiver.outcome());
      receiver.receive(message);
    }
    assertEquals(Problem.INTEGRITY, outcome(receiver).problem());
    assertInstanceOf(Cancel.class, receiver.pollMessage());
  }

  private static Outcome outcome(Receiver receiver) {
    Outcome outcome = receiver.outcome();
    assertNotNull(outcome);
    return outcome;
  }

  private static Block block(long index, int length) {
    return new Block(1, 0, index, ROOT, ByteBuffer.allocate(length));
  }

  private static FileEnd end(long size) {
    return new FileEnd(1, 0, size, ROOT);
  }
}
