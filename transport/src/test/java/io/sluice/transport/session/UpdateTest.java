package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is there already is compared, and only what differs changes. */
@Timeout(120)
class UpdateTest {
  private static final byte[] LARGE = random(2_000_000);
  private static final byte[] SMALL = {1, 2, 3};

  @TempDir Path temp;
  private Path folder;
  private Path there;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void makeFolders() throws Exception {
    folder = Files.createDirectories(temp.resolve("source/d"));
    Files.write(folder.resolve("large"), LARGE);
    Files.write(folder.resolve("small"), SMALL);
    Files.createFile(folder.resolve("empty"));
    there = Files.createDirectories(temp.resolve("target/d"));
  }

  private record Received(IncomingTransfer offer, TransferResult result) {}

  private Received receive(ConflictPolicy policy) throws Exception {
    Path target = there.getParent();
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(folder));
      IncomingTransfer offer = Couple.next(couple.answerer, PeerEvent.Offered.class).transfer();
      Decisions.Builder decisions = new Decisions.Builder();
      assertEquals(
          EntrySet.NONE,
          policy.decide(offer.manifest(), offer.prospect(target), decisions),
          "what may be the same is in nobody's way");
      offer.accept(target, decisions.build());
      assertNotNull(sent.await(Couple.PATIENCE));
      TransferResult result = offer.await(Couple.PATIENCE);
      assertNotNull(result);
      return new Received(offer, result);
    }
  }

  private void assertAllIsThere() throws Exception {
    assertArrayEquals(LARGE, Files.readAllBytes(there.resolve("large")));
    assertArrayEquals(SMALL, Files.readAllBytes(there.resolve("small")));
    assertEquals(0, Files.size(there.resolve("empty")));
    try (var names = Files.list(there)) {
      assertEquals(3, names.count(), "no leftovers");
    }
  }

  @Test
  void whatIsTheSameStaysUntouched() throws Exception {
    for (ConflictPolicy policy :
        List.of(ConflictPolicy.FAIL, ConflictPolicy.RENAME, ConflictPolicy.OVERWRITE)) {
      Files.write(there.resolve("large"), LARGE);
      Files.write(there.resolve("small"), SMALL);
      Path empty = there.resolve("empty");
      Files.write(empty, new byte[0]);
      FileTime old = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(empty, old);
      Files.setLastModifiedTime(there.resolve("large"), old);
      Received received = receive(policy);
      assertEquals(true, received.result.isComplete(), received.result.message());
      assertEquals(3, received.offer.alreadyThere(), policy.toString());
      assertEquals(old, Files.getLastModifiedTime(there.resolve("large")), policy.toString());
      assertEquals(old, Files.getLastModifiedTime(empty), policy.toString());
      assertAllIsThere();
    }
  }

  @Test
  void updateReplacesWhatDiffersWhateverItsLength() throws Exception {
    byte[] changed = LARGE.clone();
    changed[700_000]++;
    for (int length : new int[] {LARGE.length, 1_500_000, 100}) {
      Files.write(there.resolve("large"), java.util.Arrays.copyOf(changed, length));
      Files.write(there.resolve("small"), SMALL);
      Received received = receive(ConflictPolicy.UPDATE);
      assertEquals(true, received.result.isComplete(), received.result.message());
      assertAllIsThere();
    }
  }

  @Test
  void oneByteInALargeFileIsADifference() throws Exception {
    byte[] changed = LARGE.clone();
    changed[LARGE.length / 2]++;
    Files.write(there.resolve("large"), changed);
    Files.write(there.resolve("small"), SMALL);
    Received received = receive(ConflictPolicy.FAIL);
    assertEquals(Problem.PARTIAL, received.result.problem());
    assertEquals("d/large", received.result.problems().getFirst().path().toString());
    assertEquals(1, received.offer.alreadyThere(), "the small one");
    assertArrayEquals(changed, Files.readAllBytes(there.resolve("large")));
  }

  @Test
  void skipGoesByTheNameAndClaimsNothingOfTheContent() throws Exception {
    byte[] other = {3, 2, 1};
    Files.write(there.resolve("small"), other);
    Files.write(there.resolve("large"), LARGE);
    Received received = receive(ConflictPolicy.SKIP);
    assertEquals(true, received.result.isComplete(), received.result.message());
    assertEquals(1, received.result.files(), "the empty one");
    assertEquals(0, received.offer.alreadyThere());
    assertArrayEquals(other, Files.readAllBytes(there.resolve("small")));
  }

  @Test
  void aFileOfTheSameLengthThatDiffersFailsAlone() throws Exception {
    byte[] other = {3, 2, 1};
    Files.write(there.resolve("small"), other);
    Received received = receive(ConflictPolicy.FAIL);
    assertEquals(Problem.PARTIAL, received.result.problem());
    assertEquals(Problem.CONFLICT, received.result.problems().getFirst().problem());
    assertArrayEquals(other, Files.readAllBytes(there.resolve("small")));
    assertArrayEquals(LARGE, Files.readAllBytes(there.resolve("large")));
  }
}
