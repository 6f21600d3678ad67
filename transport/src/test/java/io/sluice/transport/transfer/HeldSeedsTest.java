package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A transfer stops anywhere, and both ends begin anew with what the receiver's disk has. */
class HeldSeedsTest {
  private static final int SEEDS = 600;

  /** The sender's files, some leaves of which are changed. */
  private record Source(Random changes, double share, Map<String, Boolean> changed)
      implements FakeDisk.Content {
    Source(Random changes, double share) {
      this(changes, share, new HashMap<>());
    }

    @Override
    public ByteBuffer leaf(int entry, long index, int length) {
      String key = entry + "/" + index;
      boolean other = changed.computeIfAbsent(key, _ -> changes.nextDouble() < share);
      return FakeContent.leaf(other ? entry + 1000 : entry, index, length);
    }
  }

  @Test
  void nothingThatIsHeldAndRememberedIsReadOrSentAgain() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Manifest manifest = Trees.random(random);
      TransferPair first = new TransferPair(manifest, random, Faults.NONE);
      first.run(random.nextInt(300));
      Map<Integer, Map<Long, byte[]>> memory = new HashMap<>();
      for (int entry = 0; entry < manifest.count(); entry++) {
        for (long leaf = 0; leaf < Leaves.count(manifest.entry(entry).size()); leaf++) {
          var data = FakeContent.leaf(entry, leaf, Leaves.length(size(manifest, entry), leaf));
          memory.computeIfAbsent(entry, _ -> new HashMap<>()).put(leaf, FakeContent.hash(data));
        }
      }
      long held = first.disk.bytes();
      TransferPair second =
          new TransferPair(manifest, random, Faults.NONE, FakeContent::leaf, memory);
      second.goOnFrom(first);
      second.run();
      assertArrived(second, seed);
      assertEquals(manifest.bytes() - held, second.bytesSent, "seed " + seed);
    }
  }

  @Test
  void aSenderThatRemembersNothingSendsOnlyWhatIsMissing() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Manifest manifest = Trees.random(random);
      TransferPair first = new TransferPair(manifest, random, Faults.NONE);
      first.run(random.nextInt(300));
      TransferPair second =
          new TransferPair(manifest, random, Faults.NONE, FakeContent::leaf, new HashMap<>());
      second.goOnFrom(first);
      second.run();
      assertArrived(second, seed);
      long missing = manifest.bytes() - first.disk.bytes();
      assertTrue(second.bytesSent >= missing, "seed " + seed);
      // One answer in ten is lost: what it was about is sent.
      assertTrue(second.bytesSent <= manifest.bytes(), "seed " + seed);
    }
  }

  @Test
  void aSourceThatChangedArrivesAsItIsNow() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Manifest manifest = Trees.random(random);
      Map<Integer, Map<Long, byte[]>> memory = new HashMap<>();
      TransferPair first =
          new TransferPair(manifest, random, Faults.NONE, FakeContent::leaf, memory);
      first.run(random.nextInt(300));
      Source now = new Source(new Random(-seed), random.nextDouble() * 0.5);
      // Nothing is remembered of a file that changed: its time tells.
      TransferPair second = new TransferPair(manifest, random, Faults.NONE, now, new HashMap<>());
      second.goOnFrom(first);
      second.run();
      assertArrived(second, seed);
    }
  }

  @Test
  void itIsInterruptedAgainAndAgainAndStillArrives() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Manifest manifest = Trees.random(random);
      Map<Integer, Map<Long, byte[]>> memory = new HashMap<>();
      TransferPair pair =
          new TransferPair(manifest, random, Faults.NONE, FakeContent::leaf, memory);
      for (int run = random.nextInt(8); run >= 0; run--) {
        pair.run(random.nextInt(100));
        if (random.nextInt(4) == 0) {
          memory.clear();
        }
        var next =
            new TransferPair(
                manifest, random, Faults.repairable(random), FakeContent::leaf, memory);
        next.goOnFrom(pair);
        pair = next;
      }
      pair.run();
      if (pair.sender.outcome().problem() == null) {
        assertArrived(pair, seed);
      }
    }
  }

  private static long size(Manifest manifest, int entry) {
    return manifest.entry(entry).size();
  }

  private static void assertArrived(TransferPair pair, int seed) {
    Outcome outcome = pair.sender.outcome();
    assertTrue(outcome != null && pair.theReceiver().outcome() != null, "no end, seed " + seed);
    assertNull(outcome.problem(), "seed " + seed + ": " + outcome.message());
    long files = pair.manifest.stream().filter(ManifestEntry.File.class::isInstance).count();
    assertEquals(files, pair.disk.published().size(), "seed " + seed);
    assertFalse(pair.disk.hasLeftovers(), "seed " + seed);
    assertEquals(pair.manifest.bytes(), pair.sender.progress().bytes(), "seed " + seed);
    assertEquals(pair.manifest.bytes(), pair.theReceiver().progress().bytes(), "seed " + seed);
    assertTrue(pair.sender.isOver() && pair.theReceiver().isOver(), "seed " + seed);
  }
}
