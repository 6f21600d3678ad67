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
import io.sluice.transport.transfer.message.Messages;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Refuse;
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final long ID = 3;
  private static final int TWO_BLOCKS = 1;
  private static final int EMPTY = 2;
  private static final int LINK = 3;
  private static final int SMALL = 4;

  private final Manifest manifest =
      Manifest.of(
          List.of(
              directory("d"),
              file(LEAF_BYTES + 9L, "d", "big"),
              file(0, "d", "empty"),
              link("big", "d", "link"),
              file(3, "small")));
  private final Sender sender = new Sender(ID, manifest);

  @Test
  void nothingIsReadBeforeConsent() {
    assertEquals(new Offer(ID, 5, LEAF_BYTES + 12L), sender.pollMessage());
    assertNull(sender.pollRead());
    assertEquals(new ManifestPage(ID, manifest.stream().toList(), true), sender.pollMessage());
    assertNull(sender.pollMessage());
    assertNull(sender.pollRead());
    sender.receive(new Accept(ID));
    assertNotNull(sender.pollRead());
  }

  @Test
  void readsAheadAndEndsEachFileWhenItIsRead() {
    accept();
    ReadTask first = sender.pollRead();
    ReadTask second = sender.pollRead();
    ReadTask empty = sender.pollRead();
    ReadTask small = sender.pollRead();
    assertEquals(new ReadTask(TWO_BLOCKS, 0, 0, LEAF_BYTES, false), first);
    assertEquals(new ReadTask(TWO_BLOCKS, 1, LEAF_BYTES, 9, false), second);
    assertEquals(new ReadTask(EMPTY, 0, 0, 0, false), empty);
    assertEquals(new ReadTask(SMALL, 0, 0, 3, false), small);
    assertNull(sender.pollRead());
    assertEquals(4, sender.readsOutstanding());

    read(second);
    assertNull(sender.pollMessage());
    read(first);
    FileEnd end = assertInstanceOf(FileEnd.class, sender.pollMessage());
    TreeHash tree = new TreeHash();
    tree.add(0, FakeContent.hash(FakeContent.read(first)));
    tree.add(1, FakeContent.hash(FakeContent.read(second)));
    assertEquals(new FileEnd(ID, TWO_BLOCKS, LEAF_BYTES + 9L, Digest.of(tree.root(2))), end);
    read(empty);
    assertEquals(
        new FileEnd(ID, EMPTY, 0, Digest.of(new TreeHash().root(0))), sender.pollMessage());
    assertEquals(1, blocks(second).index());
    assertEquals(0, blocks(first).index());
    assertNull(sender.pollContent(), "an empty file has no block");
    assertEquals(LEAF_BYTES + 9, sender.progress().bytes());
  }

  @Test
  void isCompleteOnlyWhenEverythingIsInPlaceAtTheReceiver() {
    accept();
    readAll();
    results(FileResult.inPlace(TWO_BLOCKS), FileResult.inPlace(EMPTY));
    assertEquals(2, sender.progress().files());
    results(FileResult.inPlace(SMALL), FileResult.inPlace(LINK));
    assertNull(sender.outcome());
    sender.receive(new Done(ID, 3, LEAF_BYTES + 12L));
    Outcome outcome = outcome();
    assertNull(outcome.problem());
    assertEquals(3, outcome.files());
    assertEquals(new Done(ID, 3, LEAF_BYTES + 12L), drain().getLast());
  }

  @Test
  void aFileThatCannotBeReadFailsAlone() {
    accept();
    ReadTask first = sender.pollRead();
    ReadTask second = sender.pollRead();
    assertNotNull(first);
    assertNotNull(second);
    sender.readFailed(second, Problem.LOCAL_FILE, "it shrank while it was sent");
    assertEquals(
        new FileFailed(ID, TWO_BLOCKS, Problem.LOCAL_FILE, "it shrank while it was sent"),
        sender.pollMessage());
    read(first);
    assertNull(sender.pollContent(), "nothing more is sent of it");
    readAll();
    results(
        new FileResult(TWO_BLOCKS, Problem.LOCAL_FILE, "it shrank while it was sent"),
        FileResult.inPlace(EMPTY),
        FileResult.inPlace(SMALL),
        FileResult.inPlace(LINK));
    sender.receive(new Done(ID, 2, 3));
    assertEquals(Problem.PARTIAL, outcome().problem());
    assertEquals(1, outcome().problems().size());
    assertEquals("it shrank while it was sent", outcome().problems().getFirst().reason());
  }

  @Test
  void whereNothingArrivedTheOneReasonIsTheProblem() {
    Sender alone = new Sender(ID, Manifest.of(List.of(file(5, "f"))));
    while (alone.pollMessage() != null) {}
    alone.receive(new Accept(ID));
    ReadTask read = alone.pollRead();
    assertNotNull(read);
    alone.readFailed(read, Problem.LOCAL_FILE, "it vanished");
    alone.receive(
        new FileResults(ID, List.of(new FileResult(0, Problem.LOCAL_FILE, "it vanished"))));
    alone.receive(new Done(ID, 0, 0));
    Outcome outcome = alone.outcome();
    assertNotNull(outcome);
    assertEquals(Problem.LOCAL_FILE, outcome.problem());
  }

  @Test
  void theReceiversProblemsAreKeptAndEscaped() {
    accept();
    readAll();
    results(
        new FileResult(TWO_BLOCKS, Problem.CONFLICT, "it exists\u0007"),
        FileResult.inPlace(EMPTY),
        FileResult.inPlace(SMALL),
        new FileResult(LINK, Problem.LOCAL_FILE, "no links here"),
        new FileResult(0, Problem.LOCAL_FILE, "no time"));
    sender.receive(new Done(ID, 2, 3));
    Outcome outcome = outcome();
    assertEquals(Problem.PARTIAL, outcome.problem());
    assertEquals("it exists\\u{7}", outcome.problems().getFirst().reason());
    assertEquals(Problem.CONFLICT, outcome.problems().getFirst().problem());
    assertEquals(3, outcome.problems().size());
  }

  @Test
  void aDamagedBlockIsReadAndSentAgainAheadOfTheRest() {
    accept();
    ReadTask first = sender.pollRead();
    assertNotNull(first);
    read(first);
    blocks(first);
    sender.receive(new Again(ID, TWO_BLOCKS, 0));
    ReadTask repeat = sender.pollRead();
    assertEquals(new ReadTask(TWO_BLOCKS, 0, 0, LEAF_BYTES, true), repeat);
    read(repeat);
    assertEquals(0, blocks(repeat).index());
    assertEquals(LEAF_BYTES, sender.progress().bytes(), "content counts once");
    readAll();
    sender.receive(new Again(ID, TWO_BLOCKS, 1));
    ReadTask late = sender.pollRead();
    assertNotNull(late, "after the end of the file too");
    sender.readFailed(late, Problem.LOCAL_FILE, "it vanished");
    assertInstanceOf(FileFailed.class, drain().getLast());
  }

  @Test
  void aFailureOfTheReceiverStopsTheFile() {
    accept();
    ReadTask first = sender.pollRead();
    assertNotNull(first);
    results(new FileResult(TWO_BLOCKS, Problem.INTEGRITY, "damaged"));
    ReadTask next = sender.pollRead();
    assertNotNull(next);
    assertEquals(EMPTY, next.entry());
    read(first);
    assertNull(sender.pollContent());
  }

  @Test
  void aRefusalIsTheEnd() {
    while (sender.pollMessage() != null) {}
    sender.receive(new Refuse(ID, Problem.CONFLICT, "there is one"));
    assertEquals(Problem.CONFLICT, outcome().problem());
    assertEquals("The receiver refused the offer: there is one.", outcome().message());
    assertNull(sender.pollMessage());
  }

  @Test
  void cancelEndsBothSidesAndReadsMayComeBackLater() {
    accept();
    ReadTask running = sender.pollRead();
    ReadTask failing = sender.pollRead();
    assertNotNull(running);
    assertNotNull(failing);
    sender.cancel(Problem.OTHER, "cancelled");
    assertEquals(List.of(new Cancel(ID, Problem.OTHER, "cancelled")), drain());
    assertFalse(sender.isOver(), "reads are running");
    assertEquals("The transfer ended here: cancelled.", outcome().message());
    read(running);
    sender.readFailed(failing, Problem.LOCAL_FILE, "gone");
    assertEquals(0, sender.readsOutstanding());
    assertTrue(sender.isOver());
    assertNull(sender.pollContent());
    assertNull(sender.pollRead());
    assertEquals(List.of(), drain());
    sender.receive(new Done(ID, 3, 3));
    sender.cancel(Problem.REFUSED, "again");
    assertEquals(Problem.OTHER, outcome().problem());
  }

  @Test
  void anOfferThatNobodySawIsWithdrawnInSilence() {
    sender.cancel(Problem.OTHER, "cancelled");
    assertNull(sender.pollMessage());
    assertEquals(Problem.OTHER, outcome().problem());
  }

  @Test
  void aLostConnectionInterrupts() {
    accept();
    ReadTask read = sender.pollRead();
    assertNotNull(read);
    sender.readFailed(read, Problem.LOCAL_FILE, "it vanished");
    sender.connectionLost("no packets for 30 seconds");
    assertEquals(Problem.INTERRUPTED, outcome().problem());
    assertEquals("it vanished", outcome().problems().getFirst().reason());
  }

  @Test
  void readsAheadNoFurtherThanItsBounds() {
    Sender big = accepted(List.of(file(1000L * LEAF_BYTES, "big")));
    List<ReadTask> reads = new ArrayList<>();
    for (ReadTask task; (task = big.pollRead()) != null; ) {
      reads.add(task);
    }
    assertEquals(64, reads.size());
    for (ReadTask task : reads) {
      ByteBuffer data = FakeContent.read(task);
      big.read(task, FakeContent.hash(data), data);
    }
    assertNull(big.pollRead(), "blocks wait for the network");
    assertNotNull(big.pollContent());
    assertNotNull(big.pollRead());
    assertNull(big.pollRead());
  }

  @Test
  void aReceiverThatReportsNothingStopsIt() {
    List<ManifestEntry> files = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      files.add(file(0, "f%06d".formatted(i)));
    }
    Sender many = accepted(files);
    int sent = 0;
    for (ReadTask task; (task = many.pollRead()) != null; sent++) {
      many.read(task, new byte[32], ByteBuffer.allocate(0));
      assertInstanceOf(FileEnd.class, many.pollMessage());
    }
    assertEquals(4096, sent);
    many.receive(new FileResults(ID, List.of(FileResult.inPlace(77))));
    assertNotNull(many.pollRead());
  }

  @Test
  void aShortReadIsTheCallersMistake() {
    accept();
    ReadTask task = sender.pollRead();
    assertNotNull(task);
    assertThrows(
        IllegalArgumentException.class,
        () -> sender.read(task, new byte[32], ByteBuffer.allocate(1)));
  }

  private void accept() {
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(ID));
  }

  private static Sender accepted(List<ManifestEntry> entries) {
    Sender sender = new Sender(ID, Manifest.of(entries));
    while (sender.pollMessage() != null) {}
    sender.receive(new Accept(ID));
    return sender;
  }

  private void read(ReadTask task) {
    ByteBuffer data = FakeContent.read(task);
    sender.read(task, FakeContent.hash(data), data);
  }

  @Test
  void smallFilesGoWholeAndTogetherUpToTheNextThatIsNot() {
    Manifest mixed =
        Manifest.of(
            List.of(
                file(0, "a"),
                file(GroupRead.LARGEST_FILE, "b"),
                file(GroupRead.LARGEST_FILE + 1L, "c"),
                file(7, "d")));
    Sender one = new Sender(ID, mixed);
    while (one.pollMessage() != null) {}
    one.receive(new Accept(ID));
    GroupRead group = one.pollGroup();
    assertNotNull(group);
    assertEquals(
        List.of(new GroupRead.Part(0, 0), new GroupRead.Part(1, GroupRead.LARGEST_FILE)),
        group.files());
    assertNull(one.pollGroup(), "the next is large");
    assertEquals(2, one.pollRead().entry());
    assertEquals(List.of(new GroupRead.Part(3, 7)), one.pollGroup().files());
    Digest root = Digest.of(new byte[32]);
    one.readGroup(
        List.of(
            new GroupRead.Result.Failed(0, Problem.LOCAL_FILE, "it is gone"),
            new GroupRead.Result.Whole(1, root)),
        ByteBuffer.allocate(GroupRead.LARGEST_FILE),
        0);
    assertEquals(new FileFailed(ID, 0, Problem.LOCAL_FILE, "it is gone"), one.pollMessage());
    WholeFiles whole = assertInstanceOf(WholeFiles.class, one.pollContent());
    assertEquals(List.of(new WholeFiles.WholeFile(1, root)), whole.files());
    assertEquals(GroupRead.LARGEST_FILE, one.progress().bytes());
  }

  @Test
  void aGroupFitsIntoOneMessage() throws Exception {
    List<ManifestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(file(i < 500 ? 3000 : 1, "f%04d".formatted(i)));
    }
    Sender many = new Sender(ID, Manifest.of(entries));
    while (many.pollMessage() != null) {}
    many.receive(new Accept(ID));
    Digest root = Digest.of(new byte[32]);
    int files = 0;
    for (GroupRead group; (group = many.pollGroup()) != null; files += group.files().size()) {
      List<GroupRead.Result> results = new ArrayList<>();
      group.files().forEach(part -> results.add(new GroupRead.Result.Whole(part.entry(), root)));
      many.readGroup(results, ByteBuffer.allocate(group.length()), 0);
      ByteBuffer message = many.pollContent().write();
      assertTrue(message.remaining() <= Messages.MAX_BYTES, message + "");
      assertInstanceOf(WholeFiles.class, Messages.parse(message));
    }
    assertEquals(1000, files);
  }

  private void readAll() {
    for (ReadTask task; (task = sender.pollRead()) != null; ) {
      read(task);
    }
  }

  /** The next block, which is what was read. */
  private Block blocks(ReadTask read) {
    Block block = assertInstanceOf(Block.class, sender.pollContent());
    assertEquals(FakeContent.read(read), block.data());
    assertEquals(Digest.of(FakeContent.hash(block.data())), block.leafHash());
    return block;
  }

  private void results(FileResult... results) {
    sender.receive(new FileResults(ID, List.of(results)));
  }

  private List<Message> drain() {
    List<Message> all = new ArrayList<>();
    for (Message m; (m = sender.pollMessage()) != null; ) {
      all.add(m);
    }
    return all;
  }

  private Outcome outcome() {
    Outcome outcome = sender.outcome();
    assertNotNull(outcome);
    assertTrue(outcome.message().endsWith("."), outcome.message());
    return outcome;
  }
}
