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

import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
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
import io.sluice.transport.transfer.message.Range;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A receiver that does not want all of it. */
class SkippedEntriesTest {
  private static final int FOLDER = 0;
  private static final int UNWANTED = 1;
  private static final int LINK = 2;
  private static final int WANTED = 3;
  private static final Digest HASH = Digest.of(new byte[32]);

  private final Manifest manifest =
      Manifest.of(
          List.of(
              directory("d"),
              file(LEAF_BYTES + 5L, "d", "big"),
              link("big", "d", "l"),
              file(7, "small")));

  @Test
  void whatIsSkippedIsNeitherReadNorSentNorStored() throws Exception {
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      Manifest tree = Trees.random(random);
      Decisions decisions = random(tree, random);
      TransferPair pair = new TransferPair(tree, random, Faults.NONE);
      pair.decisions = decisions;
      pair.run();
      List<ManifestEntry> taken = taken(tree, decisions);
      Outcome outcome = pair.sender.outcome();
      assertNotNull(outcome, "seed " + seed);
      assertEquals(outcome, pair.theReceiver().outcome(), "seed " + seed);
      assertNull(outcome.problem(), "seed " + seed);
      assertEquals(Manifest.of(taken).files(), outcome.files(), "seed " + seed);
      assertEquals(Manifest.of(taken).bytes(), outcome.bytes(), "seed " + seed);
      assertEquals(outcome.bytes(), pair.sender.progress().totalBytes(), "seed " + seed);
      assertEquals(pair.sender.progress(), pair.theReceiver().progress(), "seed " + seed);
      pair.disk.published().forEach(entry -> assertTrue(decisions.takes(entry)));
      pair.disk.links().forEach(entry -> assertTrue(decisions.takes(entry)));
    }
  }

  private static Decisions random(Manifest tree, Random random) {
    Decisions.Builder decisions = new Decisions.Builder();
    IntStream.range(0, tree.count())
        .filter(_ -> random.nextInt(3) == 0)
        .forEach(entry -> decisions.decide(entry, Decision.SKIP));
    return decisions.build();
  }

  private static List<ManifestEntry> taken(Manifest tree, Decisions decisions) {
    return IntStream.range(0, tree.count()).filter(decisions::takes).mapToObj(tree::entry).toList();
  }

  @Test
  void aLongConsentComesInPartsAndNothingIsReadBeforeTheLast() {
    List<ManifestEntry> files = new ArrayList<>();
    Decisions.Builder odd = new Decisions.Builder();
    for (int i = 0; i < 3 * Accept.MAX_RANGES; i++) {
      files.add(file(1, "f%06d".formatted(i)));
      if (i % 2 == 1) {
        odd.decide(i, Decision.SKIP);
      }
    }
    Receiver receiver = new Receiver(1, new Offer(1, files.size(), files.size()));
    receiver.receive(new ManifestPage(1, files, true));
    receiver.accept(odd.build());
    Sender sender = offering(Manifest.of(files));
    Accept first = assertInstanceOf(Accept.class, receiver.pollMessage());
    assertTrue(first.more() && first.write().remaining() < 64 * 1024);
    sender.receive(first);
    assertNull(sender.pollRead());
    Accept second = assertInstanceOf(Accept.class, receiver.pollMessage());
    sender.receive(second);
    assertNull(receiver.pollMessage());
    ReadTask read = sender.pollRead();
    assertEquals(0, read == null ? -1 : read.entry());
    assertEquals(files.size() / 2, sender.progress().totalFiles());
    assertEquals(sender.progress(), receiver.progress());
  }

  @Test
  void contentThatWasNotAcceptedEndsTheTransfer() {
    Block block = new Block(1, UNWANTED, 0, HASH, ByteBuffer.allocate(LEAF_BYTES));
    FileFailed failed = new FileFailed(1, UNWANTED, Problem.LOCAL_FILE, "");
    for (Message unwanted :
        List.of(block, new FileEnd(1, UNWANTED, LEAF_BYTES + 5L, HASH), failed)) {
      Receiver receiver = new Receiver(1, new Offer(1, 4, manifest.bytes()));
      receiver.receive(new ManifestPage(1, manifest.stream().toList(), true));
      receiver.accept(new Decisions.Builder().decide(UNWANTED, Decision.SKIP).build());
      assertEquals(new Accept(1, List.of(new Range(UNWANTED, 1)), false), receiver.pollMessage());
      receiver.receive(unwanted);
      assertEnded(receiver.pollMessage(), receiver.outcome(), "which was not accepted");
      assertNull(receiver.pollTask());
    }
  }

  @Test
  void claimsAboutWhatItDidNotWantEndTheTransfer() {
    FileResult linked = FileResult.inPlace(LINK);
    FileResult failed = new FileResult(UNWANTED, Problem.CONFLICT, "");
    for (Message claim :
        List.of(
            new Again(1, UNWANTED, 0),
            new FileResults(1, List.of(linked)),
            new FileResults(1, List.of(failed)),
            new FileResults(1, List.of(new FileResult(FOLDER, Problem.CONFLICT, ""))))) {
      Sender sender = offering(manifest);
      sender.receive(new Accept(1, List.of(new Range(FOLDER, WANTED)), false));
      assertEquals(new ReadTask(WANTED, 0, 0, 7, false), sender.pollRead());
      assertNull(sender.pollRead());
      sender.receive(claim);
      assertEnded(sender.pollMessage(), sender.outcome(), "");
    }
  }

  @Test
  void rangesOutOfOrderOrPastTheEndEndTheTransfer() {
    Range one = new Range(1, 1);
    for (List<Range> wrong :
        List.of(
            List.of(one, one),
            List.of(new Range(2, 1), one),
            List.of(new Range(0, 2), one),
            List.of(new Range(3, 2)),
            List.of(new Range(Integer.MAX_VALUE - 1, 1)))) {
      Sender sender = offering(manifest);
      sender.receive(new Accept(1, wrong, false));
      assertEnded(sender.pollMessage(), sender.outcome(), "out of order or not offered");
      assertNull(sender.pollRead());
    }
    Sender sender = offering(manifest);
    sender.receive(new Accept(1, List.of(one), true));
    sender.receive(new Accept(1, List.of(one), false));
    assertEnded(sender.pollMessage(), sender.outcome(), "out of order or not offered");
  }

  @Test
  void whoWantsNothingIsDoneAtOnce() {
    Sender sender = offering(manifest);
    sender.receive(new Accept(1, List.of(new Range(0, 4)), false));
    assertNull(sender.pollRead());
    sender.receive(new Done(1, 0, 0));
    assertEquals(new Done(1, 0, 0), sender.pollMessage());
    Outcome outcome = sender.outcome();
    assertNotNull(outcome);
    assertEquals("All arrived and was verified: 0 files; 2 were not wanted.", outcome.message());
  }

  private static Sender offering(Manifest manifest) {
    Sender sender = new Sender(1, manifest);
    while (sender.pollMessage() != null) {}
    return sender;
  }

  private static void assertEnded(@Nullable Message last, @Nullable Outcome outcome, String why) {
    Cancel cancel = assertInstanceOf(Cancel.class, last);
    assertTrue(cancel.reason().contains(why), cancel.reason());
    assertNotNull(outcome);
    assertEquals(cancel.problem(), outcome.problem());
  }
}
