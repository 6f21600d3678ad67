package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final ByteBuffer SPARSE = ByteBuffer.allocate(LEAF_BYTES).asReadOnlyBuffer();
  private static final byte[] SPARSE_HASH = FakeContent.hash(SPARSE);

  /** Counts the round trips: all that one side says arrives before the other answers. */
  private static final class Lockstep {
    final Sender sender;
    final Receiver receiver;
    int rounds;
    long blocks;
    long largestHeap;
    private final long sampleEvery;

    Lockstep(Manifest manifest, long sampleEvery) {
      this.sampleEvery = sampleEvery;
      sender = new Sender(2, manifest);
      receiver = new Receiver(2, (Offer) sender.pollMessage());
      while (sender.outcome() == null) {
        rounds++;
        senderToReceiver();
        receiverToSender();
      }
    }

    private void senderToReceiver() {
      boolean busy = true;
      while (busy) {
        busy = false;
        for (ReadTask read; (read = sender.pollRead()) != null; busy = true) {
          sender.read(read, SPARSE_HASH, SPARSE.slice(0, read.length()));
        }
        for (Message m; (m = sender.pollMessage()) != null; ) {
          receiver.receive(m);
          diskWork();
        }
        for (Content block; (block = sender.pollContent()) != null; ) {
          receiver.receive(block);
          diskWork();
          sample();
        }
      }
      if (receiver.isOffered()) {
        receiver.accept();
      }
    }

    private void receiverToSender() {
      for (Message m; (m = receiver.pollMessage()) != null; ) {
        sender.receive(m);
      }
      for (Message m; (m = sender.pollMessage()) != null; ) {
        receiver.receive(m);
      }
    }

    private void diskWork() {
      for (DiskTask task; (task = receiver.pollTask()) != null; ) {
        if (task instanceof DiskTask.Store store) {
          receiver.stored(store, SPARSE_HASH);
        } else {
          receiver.taskDone(task);
        }
      }
    }

    private void sample() {
      if (++blocks % sampleEvery == 0) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        largestHeap = Math.max(largestHeap, runtime.totalMemory() - runtime.freeMemory());
      }
    }
  }

  @Test
  void aHundredGibibytesTakeTheMemoryOfOne() {
    Lockstep small = new Lockstep(Manifest.of(List.of(Trees.file(1L << 30, "disk.img"))), 4000);
    Lockstep large =
        new Lockstep(Manifest.of(List.of(Trees.file(100L << 30, "disk.img"))), 160_000);
    assertEquals(819_200, large.blocks);
    Outcome outcome = large.receiver.outcome();
    assertNotNull(outcome);
    assertNull(outcome.problem(), outcome.message());
    assertEquals(100L << 30, outcome.bytes());
    long more = large.largestHeap - small.largestHeap;
    assertTrue(more < 2 << 20, more + " bytes more");
  }

  @Test
  void manySmallFilesNeedNoRoundTripEach() {
    List<ManifestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      entries.add(Trees.file(i % 100, "file-%06d".formatted(i)));
    }
    Lockstep run = new Lockstep(Manifest.of(entries), Long.MAX_VALUE);
    assertNull(run.sender.outcome().problem(), run.sender.outcome().message());
    assertEquals(50_000, run.sender.outcome().files());
    assertTrue(run.rounds <= 2 + 50_000 / Limits.UNREPORTED_FILES + 1, run.rounds + " rounds");
  }

  @Test
  void fiftyThousandSmallFilesAreFastInAnyOrder() {
    List<ManifestEntry> entries = new ArrayList<>();
    entries.add(Trees.directory("d"));
    for (int i = 1; i < 50_000; i++) {
      entries.add(Trees.file(i % 500, "d", "file-%06d".formatted(i)));
    }
    assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          var pair = new TransferPair(Manifest.of(entries), new Random(3), Faults.NONE);
          pair.run();
          assertNull(pair.sender.outcome().problem(), pair.sender.outcome().message());
          assertEquals(49_999, pair.disk.published().size());
          assertTrue(
              pair.messagesToSender < 50_000,
              pair.messagesToSender + " messages: results travel together");
        });
  }
}
