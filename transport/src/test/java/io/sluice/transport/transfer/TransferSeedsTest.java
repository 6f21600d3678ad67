package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Both ends in memory over thousands of orders of events, each from its seed. */
class TransferSeedsTest {
  private interface Check {
    void check(TransferPair pair);
  }

  @Test
  void everythingArrivesInWhateverOrder() {
    forEachSeed(
        800,
        _ -> Faults.NONE,
        pair -> {
          assertComplete(pair);
          Progress progress = pair.sender.progress();
          assertEquals(progress.totalBytes(), progress.bytes());
          assertEquals(progress, pair.theReceiver().progress());
        });
  }

  @Test
  void damagedAndRepeatedBlocksAreRepaired() {
    // At most 10 % damage: four times in a row on one block happens in few of the seeds.
    Set<Problem> seen = EnumSet.noneOf(Problem.class);
    int[] complete = {0};
    forEachSeed(
        600,
        Faults::repairable,
        pair -> {
          if (pair.sender.outcome().problem() == null) {
            assertComplete(pair);
            complete[0]++;
          } else {
            assertPartial(pair);
            seen.add(pair.sender.outcome().problem());
          }
        });
    assertTrue(complete[0] > 580, complete[0] + " complete");
    assertFalse(seen.contains(Problem.REFUSED));
  }

  @Test
  void failedFilesDoNotStopTheOthers() {
    Set<Problem> seen = EnumSet.noneOf(Problem.class);
    forEachSeed(
        800,
        Faults::partial,
        pair -> {
          if (pair.sender.outcome().problem() == null) {
            assertComplete(pair);
          } else {
            assertPartial(pair);
            seen.add(pair.sender.outcome().problem());
            pair.sender.outcome().problems().forEach(problem -> seen.add(problem.problem()));
          }
        });
    assertEquals(
        EnumSet.of(Problem.PARTIAL, Problem.LOCAL_FILE, Problem.CONFLICT, Problem.INTEGRITY), seen);
  }

  @Test
  void aFatalEndIsTheSameOnBothSides() {
    Set<Problem> seen = EnumSet.noneOf(Problem.class);
    forEachSeed(
        800,
        Faults::fatal,
        pair -> {
          Outcome outcome = pair.sender.outcome();
          if (pair.receiver == null) {
            assertEquals(Problem.OTHER, outcome.problem(), "cancelled before the offer arrived");
            return;
          }
          assertEquals(outcome.problem(), pair.receiver.outcome().problem());
          assertTrue(outcome.files() <= pair.disk.published().size());
          if (outcome.problem() != null) {
            seen.add(outcome.problem());
          }
        });
    assertTrue(seen.containsAll(EnumSet.of(Problem.OTHER, Problem.LOCAL_FILE)), seen.toString());
  }

  private static void assertComplete(TransferPair pair) {
    assertEquals(pair.manifest.files(), pair.disk.published().size());
    long links = pair.manifest.stream().filter(ManifestEntry.Symlink.class::isInstance).count();
    assertEquals(links, pair.disk.links().size());
    assertSettled(pair);
    Outcome outcome = pair.sender.outcome();
    assertNull(outcome.problem(), outcome.message());
    assertEquals(pair.manifest.bytes(), outcome.bytes());
  }

  private static void assertPartial(TransferPair pair) {
    assertSettled(pair);
    Outcome outcome = pair.sender.outcome();
    Set<Object> failed = new HashSet<>();
    for (FileProblem problem : outcome.problems()) {
      assertTrue(failed.add(problem.path()), "one problem for each entry");
    }
    for (int entry = 0; entry < pair.manifest.count(); entry++) {
      ManifestEntry what = pair.manifest.entry(entry);
      boolean here = pair.disk.published().contains(entry) || pair.disk.links().contains(entry);
      assertTrue(
          what instanceof ManifestEntry.Directory || here != failed.contains(what.path()),
          "either in place or a problem: " + what.path());
    }
  }

  private static void assertSettled(TransferPair pair) {
    Outcome outcome = pair.sender.outcome();
    Outcome other = pair.theReceiver().outcome();
    assertEquals(outcome.problem(), other.problem());
    assertEquals(outcome.message(), other.message());
    assertEquals(outcome.bytes(), other.bytes());
    assertEquals(new HashSet<>(outcome.problems()), new HashSet<>(other.problems()));
    assertEquals(pair.disk.published().size(), outcome.files());
    assertFalse(pair.disk.hasLeftovers(), "part files are left");
  }

  private static void forEachSeed(int seeds, Function<Random, Faults> faults, Check check) {
    for (int seed = 0; seed < seeds; seed++) {
      Random random = new Random(seed);
      try {
        var pair = new TransferPair(Trees.random(random), random, faults.apply(random));
        pair.run();
        assertNotNull(pair.sender.outcome(), "the sender is not at an end");
        assertTrue(pair.receiver == null || pair.receiver.outcome() != null, "the receiver is not");
        assertTrue(pair.sender.isOver(), "the sender has something left to do");
        assertTrue(pair.receiver == null || pair.receiver.isOver(), "the receiver has");
        check.check(pair);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
