package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.print.Console;
import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakeTransfer;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReceiveCommandTest {
  private static final Path HERE = Path.of("");

  private static FakeTransfer offer(Run run) throws Exception {
    return run.node.nextPairing().connect().offers(FakePeer.file("report.pdf", 1_200_000));
  }

  @Test
  void withYesAScriptReceivesIntoTheCurrentFolder() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    assertEquals(HERE, offer.awaitAccepted());
    offer.completes();
    assertEquals(0, run.exit());
    assertEquals(FakeNode.REPLY + "\n", run.out.toString());
    assertTrue(run.err.toString().contains("Received 1 file, 1.2 MB"), run.err.toString());
  }

  @Test
  void outIsWhereItGoes(@TempDir Path folder) throws Exception {
    Run run = new Run(Run.SCRIPT).start("rx", "-y", "-o", folder.toString(), FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    assertEquals(folder, offer.awaitAccepted());
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aDashIsStandardOutputAndTheCodeGoesElsewhere() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", "-o", "-", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    offer.awaitStream().write("content".getBytes(StandardCharsets.UTF_8));
    offer.completes();
    assertEquals(0, run.exit());
    assertEquals("content", run.out.toString());
    assertTrue(run.err.toString().startsWith(FakeNode.REPLY + "\n"), run.err.toString());
  }

  @Test
  void whatTurnsOutDamagedAtTheEndIsAFailureOfIntegrity() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", "-o", "-", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    offer.awaitStream();
    offer.fails(Problem.INTEGRITY, "It is damaged.");
    assertEquals(7, run.exit());
  }

  @Test
  void onlyOneFileGoesToStandardOutput() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", "-o", "-", FakeNode.OFFER);
    FakeTransfer offer =
        run.node.nextPairing().connect().offers(FakePeer.file("a", 1), FakePeer.file("b", 1));
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void standardOutputIsAskedAboutToo() throws Exception {
    Run run =
        new Run(new Console.Terminals(true, false, true))
            .start("receive", "-o", "-", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    run.err.await("[Y/n] ");
    run.keyboard.type("n");
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void withoutYesAndWithoutATerminalNothingIsAskedAndNothingTaken() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    assertEquals(6, run.exit());
    assertTrue(run.err.toString().contains("--yes"), run.err.toString());
  }

  @Test
  void anOfferThatBrokeTheRulesEndsItUnseen() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    String sentence = "The offer was refused: the sender broke the rules.";
    TransferResult refused =
        new TransferResult(Problem.REFUSED, sentence, 0, 0, Duration.ZERO, List.of());
    peer.happens(new PeerEvent.Finished(peer.prepares(), refused));
    assertEquals(6, run.exit());
    assertTrue(run.err.toString().contains(sentence), run.err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", " YES ", ""})
  void aPersonWhoSaysYesReceives(String answer) throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    run.err.await("[Y/n/list/select] ");
    run.keyboard.type(answer);
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "yeah", "no", "q"})
  void anythingButYesIsNo(String answer) throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    run.err.await("[Y/n/list/select] ");
    run.keyboard.type(answer);
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void whatWasTypedBeforeTheQuestionIsNoAnswer() throws Exception {
    Run run = new Run(Run.PERSON).start("receive");
    run.err.await("Code from the other side: ");
    run.keyboard.type(FakeNode.OFFER);
    var pairing = run.node.nextPairing();
    run.keyboard.type("y");
    run.keyboard.awaitRead();
    FakeTransfer offer = pairing.connect().offers(FakePeer.file("a", 1));
    run.err.await("[Y/n/list/select] ");
    assertFalse(offer.isDecided());
    run.keyboard.type("n");
    assertEquals(6, run.exit());
  }

  @Test
  void theEndOfInputIsNo() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    run.err.await("[Y/n/list/select] ");
    run.keyboard.end();
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    assertEquals(6, run.exit());
  }

  @Test
  void aSenderWhoLeavesEndsTheQuestion() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    peer.offers(FakePeer.file("a", 1));
    run.err.await("[Y/n/list/select] ");
    peer.happens(new PeerEvent.Left());
    assertEquals(10, run.exit());
    assertTrue(run.err.toString().contains("[Y/n/list/select] \nsluice: The other side left"));
  }

  @Test
  void theOfferIsShownWithItsNamesEscaped() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    run.node.nextPairing().connect().offers(FakePeer.file("a\u001b]52;c;\u0007\n.txt", 2_000));
    String name = "a\\u{1B}]52;c;\\u{7}\\u{A}.txt";
    run.err.await("offers 1 file, 2.0 kB:\n  " + name + "  2.0 kB  (a name that misleads)\n");
    run.err.await("Look twice: a name that misleads: " + name + "\n");
    assertFalse(run.err.toString().contains("\u001b"));
    run.keyboard.end();
    run.exit();
  }

  @Test
  void risksAreToldEvenWhenAllIsAcceptedQuietly() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "-q", "--yes", FakeNode.OFFER);
    FakeTransfer offer =
        run.node.nextPairing().connect().offers(FakePeer.file(".bashrc", 9), FakePeer.file("x", 1));
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
    assertEquals("Look twice: runs when a shell starts: .bashrc\n", run.err.toString());
  }

  @Test
  void theRoomAtTheTargetIsShownBesideTheSize() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer offer = peer.prepares(FakePeer.file("f", 2_000)).hasFree(5_000_000);
    peer.happens(new PeerEvent.Offered(offer));
    run.err.await("offers 1 file, 2.0 kB (5.0 MB free here):\n");
    run.keyboard.end();
    run.exit();
  }

  @ParameterizedTest
  @CsvSource({"CONFLICT, 9", "LOCAL_FILE, 8"})
  void anObstacleIsARefusalWithItsOwnCode(Problem problem, int code) throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--yes", FakeNode.OFFER);
    var peer = run.node.nextPairing().connect();
    FakeTransfer offer = peer.prepares(FakePeer.file("a", 1));
    offer.hasObstacle(HERE, problem, "something is in the way");
    peer.happens(new PeerEvent.Offered(offer));
    assertEquals(problem, offer.awaitRefused());
    assertEquals(code, run.exit());
    assertTrue(run.err.toString().contains("  a: something is in the way"), run.err.toString());
  }

  @Test
  void aPersonMayNameAnotherFolderWhenSomethingIsInTheWay(@TempDir Path folder) throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    var peer = run.node.nextPairing().connect();
    FakeTransfer offer = peer.prepares(FakePeer.file("a", 1));
    offer.hasObstacle(HERE, Problem.CONFLICT, "is already there");
    peer.happens(new PeerEvent.Offered(offer));
    run.err.await("Another folder");
    run.keyboard.type(folder.toString());
    run.err.await("[Y/n/list/select] ");
    run.keyboard.type("y");
    assertEquals(folder, offer.awaitAccepted());
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void whatCanDoHarmIsNotReceivedByAnEmptyAnswer() throws Exception {
    for (String name : List.of(".bashrc", "setup.exe")) {
      Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
      FakeTransfer offer = run.node.nextPairing().connect().offers(FakePeer.file(name, 9));
      run.err.await("[y/N/list/select] ");
      run.keyboard.type("");
      assertEquals(Problem.REFUSED, offer.awaitRefused());
      assertEquals(6, run.exit());
    }
  }

  @ParameterizedTest
  @CsvSource({"overwrite, REPLACE", "rename, RENAME", "skip, SKIP"})
  void aPolicyDecidesAboutNamesThatAreTaken(String policy, Decision decision) throws Exception {
    Run run =
        new Run(Run.SCRIPT).start("receive", "--yes", "--on-conflict", policy, FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.of(1), EntrySet.NONE);
    Decisions decisions = offer.awaitDecisions();
    assertEquals(Decision.TAKE, decisions.of(0));
    assertEquals(decision, decisions.of(1));
    assertTrue(run.err.toString().contains("Already there: b\n"), run.err.toString());
    offer.completes();
    assertEquals(0, run.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fail", "ask", "overwrite"})
  void whereNoPolicyHelpsNothingIsReceived(String policy) throws Exception {
    Run run =
        new Run(Run.SCRIPT).start("receive", "--yes", "--on-conflict", policy, FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.NONE, EntrySet.of(0));
    assertEquals(Problem.CONFLICT, offer.awaitRefused());
    assertEquals(9, run.exit());
    String said = run.err.toString();
    assertTrue(said.contains("a: something of another kind has that name"), said);
    assertTrue(said.contains("--on-conflict"), said);
  }

  @ParameterizedTest
  @CsvSource({"o, REPLACE, (overwriting 1) into, [y/N/", "r, RENAME, (renaming 1) into, [Y/n/"})
  void aPersonIsAskedAboutNamesThatAreTaken(
      String answer, Decision decision, String told, String choices) throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.of(1), EntrySet.NONE);
    run.err.await("A name is taken. Overwrite, rename, skip, another folder, or refuse? ");
    run.keyboard.type(answer);
    run.err.await(told);
    run.err.await(choices);
    run.keyboard.type("y");
    assertEquals(decision, offer.awaitDecisions().of(1));
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void anEmptyAnswerOverwritesNothing() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.of(0), EntrySet.NONE);
    run.err.await("or refuse? [o/r/s/f/N] ");
    run.keyboard.type("");
    assertEquals(Problem.CONFLICT, offer.awaitRefused());
    assertEquals(9, run.exit());
  }

  @Test
  void whatCannotBeOverwrittenIsAskedAboutAgain() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.of(0), EntrySet.of(1));
    run.err.await("2 names are taken.");
    run.keyboard.type("o");
    run.err.await(
        "cannot be overwritten.\n"
            + "2 names are taken. Overwrite, rename, skip, another folder, or refuse?");
    run.keyboard.type("s");
    run.err.await("[Y/n/list/select] ");
    run.keyboard.type("y");
    assertEquals(EntrySet.of(0, 1), offer.awaitDecisions().skipped());
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aPersonMayTakeAPart() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    FakeTransfer offer = taken(run, EntrySet.NONE, EntrySet.NONE);
    run.err.await("Receive 2 files, 3 bytes into ");
    run.keyboard.type("list");
    run.err.await("  1 [x] -rw-r--r--  a  1 byte\n  2 [x] -rw-r--r--  b  2 bytes\nReceive 2 files");
    run.keyboard.type("select");
    run.err.await("Which ones? ");
    run.keyboard.type("!1");
    run.err.await("Receive 1 file, 2 bytes into ");
    run.keyboard.type("select");
    run.err.await("[ ] -rw-r--r--  a  1 byte\n  2 [x] -rw-r--r--  b  2 bytes\nWhich ones? ");
    run.keyboard.type("0");
    run.err.await("is no number of an entry, or no range.\nReceive 1 file, 2 bytes into ");
    run.keyboard.type("y");
    assertEquals(EntrySet.of(0), offer.awaitDecisions().skipped());
    offer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void checksumsAreWrittenAsCoreutilsDoes(@TempDir Path folder) throws Exception {
    String zeros = "00".repeat(32);
    assertEquals(zeros + "  in/a b\n", line(Path.of("in/a b")));
    assertEquals("\\" + zeros + "  a\\\\b\\nc\\rd\n", line(Path.of("a\\b\nc\rd")));
    Path file = folder.resolve("SHA256SUMS");
    Run run =
        new Run(Run.SCRIPT)
            .start("receive", "--yes", "--checksums", file.toString(), FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    offer.awaitAccepted();
    offer.completes();
    assertEquals(0, run.exit());
    assertEquals(zeros + "  f\n", Files.readString(file));
  }

  private static String line(Path place) {
    return ChecksumOption.line(new FileChecksum(place, "00".repeat(32)));
  }

  @Test
  void checksumsThatCannotBeWrittenAreToldBefore(@TempDir Path folder) throws Exception {
    Run run =
        new Run(Run.SCRIPT)
            .start("receive", "--yes", "--checksums", folder + "/no/file", FakeNode.OFFER);
    assertEquals(Problem.LOCAL_FILE, offer(run).awaitRefused());
    assertEquals(8, run.exit());
  }

  @Test
  void aSlashAtTheEndNamesAFolderThatIsThere(@TempDir Path folder) throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "-y", "-o", folder + "/new/", FakeNode.OFFER);
    FakeTransfer offer = offer(run);
    assertEquals(folder.resolve("new/."), offer.awaitAccepted(), "which no transport accepts");
    offer.completes();
    assertEquals(0, run.exit());
    Run there = new Run(Run.SCRIPT).start("receive", "-y", "-o", folder + "/", FakeNode.OFFER);
    assertEquals(folder, offer(there).awaitAccepted());
  }

  @Test
  void whoHasNoRoomForAllMayTakeAPart() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--no-color", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer offer =
        peer.prepares(FakePeer.file("a", 100), FakePeer.file("b", 200)).hasFree(150);
    peer.happens(new PeerEvent.Offered(offer));
    run.err.await("not enough space on the disk: 300 bytes needed, 150 free");
    run.err.await("or select (none to refuse): ");
    run.keyboard.type("select");
    run.err.await("Which ones? ");
    run.keyboard.type("a");
    run.err.await("Receive 1 file, 100 bytes into ");
    run.keyboard.type("");
    assertEquals(EntrySet.of(1), offer.awaitDecisions().skipped());
    offer.completes();
    assertEquals(0, run.exit());
  }

  /** Two files are offered, and some names here are taken. */
  private static FakeTransfer taken(Run run, EntrySet files, EntrySet others) throws Exception {
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer offer =
        peer.prepares(FakePeer.file("a", 1), FakePeer.file("b", 2)).finds(HERE, files, others);
    peer.happens(new PeerEvent.Offered(offer));
    return offer;
  }

  @Test
  void theCodeComesFromAFileTheEnvironmentOrStandardInput(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("code"), FakeNode.OFFER + "\n");
    Run fromFile = new Run(Run.SCRIPT).start("receive", "--code-file", file.toString());
    fromFile.node.nextPairing();

    Run fromVariable = new Run(Run.SCRIPT);
    fromVariable.variables.put("SLUICE_CODE", FakeNode.OFFER);
    fromVariable.start("receive");
    fromVariable.node.nextPairing();

    // The other end may stay open long after the code: no end of input is waited for.
    Run fromInput = new Run(Run.SCRIPT).start("receive", "--code-file", "-");
    fromInput.keyboard.type(FakeNode.OFFER);
    fromInput.node.nextPairing();
  }

  @Test
  void aCodeFileThatIsStillEmptyIsWaitedFor(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("code"));
    Run run = new Run(Run.SCRIPT).start("receive", "--code-file", file.toString());
    Files.writeString(file, FakeNode.OFFER + "\n");
    run.node.nextPairing();
  }

  @Test
  void aCodeFileThatIsNotThereIsAFailureOfAFile(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Run run = new Run(Run.SCRIPT).start("receive", "--code-file", missing.toString());
    assertEquals(8, run.exit());
  }

  @Test
  void anEmptyStandardInputIsNoCode() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--code-file", "-");
    run.keyboard.end();
    assertEquals(3, run.exit());
  }

  @Test
  void aWrappedPasteIsOneCode() throws Exception {
    Run run = new Run(new Console.Terminals(true, true, true)).start("receive");
    run.err.await("Code from the other side: ");
    run.keyboard.type("\n  " + FakeNode.OFFER + "  ");
    run.node.nextPairing();
  }

  @Test
  void aWrongCodeEndsWithItsOwnExitCode() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "NONSENSE");
    assertEquals(3, run.exit());
    assertEquals("sluice: This is no code.\n", run.err.toString());
    assertEquals("", run.out.toString());
  }

  @Test
  void theReplyCodeIsOnlyShownToAPersonWhenTheConnectionIsLate() throws Exception {
    Run prompt = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    offer(prompt);
    prompt.err.await("[Y/n/list/select] ");
    assertFalse(prompt.out.toString().contains(FakeNode.REPLY));
    prompt.keyboard.end();

    Run late = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    late.out.await(FakeNode.REPLY);
    late.err.await("paste this reply code");
  }
}
