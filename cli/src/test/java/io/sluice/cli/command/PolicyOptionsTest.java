package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakeTransfer;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PolicyOptionsTest {
  private static final ManifestEntry FOLDER =
      new ManifestEntry.Directory(EntryPath.of("trip"), 0755, Instant.EPOCH);
  private static final ManifestEntry PICTURE =
      new ManifestEntry.File(EntryPath.of("trip", "a.jpg"), 0644, Instant.EPOCH, 400_000);
  private static final ManifestEntry PROGRAM =
      new ManifestEntry.File(EntryPath.of("trip", "run.sh"), 0755, Instant.EPOCH, 600_000);
  private static final ManifestEntry LINK =
      new ManifestEntry.Symlink(EntryPath.of("trip", "b"), Instant.EPOCH, "a.jpg");

  @ParameterizedTest
  @ValueSource(strings = {"*.jpg", "trip/**", "{trip,tour}/*.jpg", "a.???"})
  void whatMatchesIsAcceptedUnasked(String glob) throws Exception {
    Run run = receive("--accept", glob);
    FakeTransfer offer = offer(run, FOLDER, PICTURE);
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.JPG", "*.jp", "*/b.jpg", "trip", "/trip/a.jpg"})
  void whatDoesNotMatchIsNot(String glob) throws Exception {
    Run run = receive("--accept", glob);
    assertEquals(Problem.REFUSED, offer(run, FOLDER, PICTURE).awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void oneThatDoesNotMatchSpoilsIt() throws Exception {
    Run program = receive("--accept", "*.jpg");
    assertEquals(Problem.REFUSED, offer(program, FOLDER, PICTURE, PROGRAM).awaitRefused());
    assertEquals(6, program.exit());
    Run link = receive("--accept", "*.jpg");
    assertEquals(Problem.REFUSED, offer(link, FOLDER, PICTURE, LINK).awaitRefused());
    assertEquals(6, link.exit());
  }

  @Test
  void severalPatternsAreAlternatives() throws Exception {
    Run run = receive("--accept", "*.jpg", "--accept", "run.sh");
    FakeTransfer offer = offer(run, FOLDER, PICTURE, PROGRAM);
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aStreamIsBoundedWhileItArrives() throws Exception {
    ManifestEntry stream = new ManifestEntry.Stream(EntryPath.of("s"), 0644, Instant.EPOCH);
    Run run = receive("--yes", "--max-size", "3M");
    FakeTransfer offer = offer(run, stream);
    offer.awaitAccepted();
    assertEquals(3_000_000, offer.most());
    offer.completes();
    assertEquals(0, run.exit());
    Run toOutput = receive("--yes", "--max-size", "3M", "-o", "-");
    FakeTransfer other = offer(toOutput, stream);
    other.awaitStream();
    assertEquals(3_000_000, other.most());
    other.completes();
    assertEquals(0, toOutput.exit());
  }

  @Test
  void aPersonIsAskedAboutTheRest() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--accept", "*.jpg", FakeNode.OFFER);
    FakeTransfer offer = offer(run, FOLDER, PROGRAM);
    run.err.await("[y/N/list/select] ");
    run.keyboard.type("y");
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void whatIsTooLargeIsRefusedInSpiteOfYes() throws Exception {
    Run run = receive("--yes", "--max-size", "999k");
    assertEquals(Problem.REFUSED, offer(run, FOLDER, PICTURE, PROGRAM).awaitRefused());
    assertEquals(6, run.exit());
    assertTrue(run.err.toString().contains("larger than 999 kB"), run.err.toString());
  }

  @Test
  void whatIsTooManyIsRefusedInSpiteOfYes() throws Exception {
    Run run = receive("--yes", "--max-files", "2");
    assertEquals(Problem.REFUSED, offer(run, FOLDER, PICTURE, PROGRAM).awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void whatJustFitsIsAccepted() throws Exception {
    Run run = receive("--yes", "--max-size", "1M", "--max-files", "3");
    FakeTransfer offer = offer(run, FOLDER, PICTURE, PROGRAM);
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--accept=[a", "--max-size=big", "--max-files=many"})
  void whatIsNoPolicyIsAWrongUsage(String option) throws Exception {
    assertEquals(2, receive(option).exit());
  }

  private static Run receive(String... policy) {
    List<String> arguments = new ArrayList<>(List.of("receive"));
    arguments.addAll(Arrays.asList(policy));
    arguments.add(FakeNode.OFFER);
    return new Run(Run.SCRIPT).start(arguments.toArray(new String[0]));
  }

  private static FakeTransfer offer(Run run, ManifestEntry... entries) throws Exception {
    FakePeer peer = run.node.nextPairing().connect();
    return peer.offers(entries);
  }
}
