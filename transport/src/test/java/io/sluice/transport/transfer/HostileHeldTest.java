package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static io.sluice.transport.transfer.Trees.directory;
import static io.sluice.transport.transfer.Trees.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.Held;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Same;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers that lie about what is here already. */
class HostileHeldTest {
  private static final int FOLDER = 0;
  private static final int FILE = 1;
  private static final int LEAVES = 10;
  private static final Digest HASH = Digest.of(new byte[32]);

  private final Manifest manifest =
      Manifest.of(
          List.of(
              directory("d"), file((long) LEAVES * LEAF_BYTES, "d", "f"), file(5, "d", "small")));

  @Test
  void aReceiverHoldsWhatCannotBe() {
    assertSenderEnds(held(0));
    assertSenderEnds(held(4));
    assertSenderEnds(held(3, new HeldFile(FOLDER, List.of(new HeldRun(0, 1, HASH)))));
    assertSenderEnds(held(3, new HeldFile(FILE, List.of(new HeldRun(0, LEAVES + 1, HASH)))));
    assertSenderEnds(
        held(3, new HeldFile(FILE, List.of(new HeldRun(Long.MAX_VALUE - 1, 1, HASH)))));
    assertSenderEnds(held(1, new HeldFile(FILE, List.of(new HeldRun(0, 1, HASH)))));
    assertSenderEnds(held(2), held(2));
    assertSenderEnds(held(2), held(1));
    assertSenderEnds(held(2), held(3, new HeldFile(FILE, List.of(new HeldRun(0, 1, HASH)))));
  }

  @Test
  void aReceiverThatSaidItHoldsNothing() {
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1));
    sender.receive(held(3));
    assertEquals(Problem.INTEGRITY, sender.outcome().problem());
  }

  @Test
  void answersThatNobodyAskedFor() {
    assertSenderEnds(new Basis(1, FILE, 0, ByteBuffer.allocate(32)));
    assertSenderEnds(new Basis(1, 77, 0, ByteBuffer.allocate(0)));
    Sender asking = asking();
    asking.receive(new Basis(1, FILE, 0, ByteBuffer.allocate(32 * (LEAVES - 1))));
    assertEquals(Problem.INTEGRITY, asking.outcome().problem());
    Sender twice = asking();
    twice.receive(new Basis(1, FILE, 0, ByteBuffer.allocate(32 * LEAVES)));
    assertNull(twice.outcome());
    twice.receive(new Basis(1, FILE, 0, ByteBuffer.allocate(32 * LEAVES)));
    assertEquals(Problem.INTEGRITY, twice.outcome().problem());
  }

  @Test
  void aReceiverThatLiesAboutItsHashesGetsTheFileAnyway() {
    Sender sender = asking();
    sender.receive(new Basis(1, FILE, 0, ByteBuffer.allocate(32 * LEAVES)));
    int blocks = 0;
    for (ReadTask read; (read = sender.pollRead()) != null; blocks++) {
      ByteBuffer data = FakeContent.read(read);
      sender.read(read, FakeContent.hash(data), data);
      assertNotNull(sender.pollContent());
    }
    assertEquals(LEAVES, blocks);
  }

  @Test
  void aSenderKnowsMoreThanItWasTold() {
    for (Message wrong :
        List.of(
            new Same(1, FILE, 0, 5),
            new Same(1, FILE, 3, 3),
            new Same(1, FILE, 9, 1),
            new Same(1, FILE, Long.MAX_VALUE - 1, 1),
            new Same(1, FOLDER, 0, 1),
            new Same(1, 77, 0, 1),
            new AskBasis(1, FILE, 0, 5),
            new AskBasis(1, FOLDER, 0, 1),
            new AskBasis(1, FILE, Long.MAX_VALUE - 1, 1))) {
      assertReceiverEnds(wrong);
    }
    assertReceiverEnds(new Same(1, FILE, 0, 4), new Same(1, FILE, 3, 1));
    assertReceiverEnds(block(2), new Same(1, FILE, 0, 4));
  }

  @Test
  void aSenderAsksWithoutEnd() {
    Receiver receiver = receiving();
    int asked = 0;
    for (; receiver.outcome() == null; asked++) {
      receiver.receive(new AskBasis(1, FILE, 0, 1));
    }
    assertEquals(Limits.ASKED_PAGES + 1, asked);
  }

  @Test
  void whatIsSaidToBeTheSameIsNotBelievedWithoutTheRoot() {
    Receiver receiver = receiving();
    receiver.receive(new Same(1, FILE, 0, 4));
    var keep = assertInstanceOf(DiskTask.Keep.class, receiver.pollTask());
    receiver.kept(keep, Cover.of(0, new byte[4 * 32]));
    for (int index = 4; index < LEAVES; index++) {
      receiver.receive(block(index));
      var store = assertInstanceOf(DiskTask.Store.class, receiver.pollTask());
      receiver.stored(store, HASH.toBytes());
    }
    receiver.receive(new FileEnd(1, FILE, (long) LEAVES * LEAF_BYTES, HASH));
    assertInstanceOf(DiskTask.Discard.class, receiver.pollTask());
    assertEquals(0, receiver.progress().files());
  }

  private static Held held(int through, HeldFile... files) {
    return new Held(1, through, List.of(files));
  }

  private static Block block(int index) {
    return new Block(1, FILE, index, HASH, ByteBuffer.allocate(LEAF_BYTES));
  }

  private Sender told(Message... messages) {
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(1, List.of(), true, false));
    for (Message message : messages) {
      sender.receive(message);
    }
    return sender;
  }

  /** A sender that knows nothing of what the receiver holds, and asks. */
  private Sender asking() {
    Sender sender = told(held(3, new HeldFile(FILE, List.of(new HeldRun(0, LEAVES, HASH)))));
    ReadTask other = sender.pollRead();
    assertNotNull(other);
    sender.read(other, HASH.toBytes(), FakeContent.read(other));
    assertNotNull(sender.pollContent());
    RecallTask recall = sender.pollRecall();
    assertEquals(new RecallTask(FILE, 0, LEAVES), recall);
    sender.recalled(recall, null);
    return sender;
  }

  private void assertSenderEnds(Message... messages) {
    Sender sender = told(messages);
    assertNotNull(sender.outcome(), List.of(messages).toString());
    assertEquals(Problem.INTEGRITY, sender.outcome().problem());
  }

  /** A receiver that holds the first four leaves of a file. */
  private Receiver receiving() {
    Receiver receiver = new Receiver(1, new Offer(1, 3, manifest.bytes()));
    receiver.receive(new ManifestPage(1, manifest.stream().toList(), true));
    receiver.accept(Decisions.TAKE_ALL, true);
    var look = assertInstanceOf(DiskTask.Look.class, receiver.pollTask());
    receiver.looked(look, 3, List.of(new HeldFile(FILE, List.of(new HeldRun(0, 4, HASH)))));
    return receiver;
  }

  private void assertReceiverEnds(Message... messages) {
    Receiver receiver = receiving();
    for (Message message : messages) {
      receiver.receive(message);
    }
    assertNotNull(receiver.outcome(), List.of(messages).toString());
    assertEquals(Problem.INTEGRITY, receiver.outcome().problem());
  }
}
