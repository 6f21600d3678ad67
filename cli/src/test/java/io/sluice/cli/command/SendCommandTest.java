package io.sluice.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePairing;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakeTransfer;
import io.sluice.shell.view.Clipboard;
import io.sluice.shell.view.QrCode;
import io.sluice.shell.view.Style;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SendCommandTest {
  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(folder.resolve("f"), "x").toString();
  }

  @Test
  void aScriptGetsTheCodeAloneOnStandardOutput() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    FakePeer peer = run.node.nextPairing().connect();
    peer.nextSent().completes();
    assertEquals(0, run.exit());
    assertEquals(FakeNode.OFFER + "\n", run.out.toString());
    assertTrue(run.err.toString().contains("Sent 1 file, 1.0 kB in 2 s"), run.err.toString());
    assertTrue(run.node.isClosed());
    assertTrue(peer.isClosed());
  }

  @Test
  void standardInputIsSentAsOneFile() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "-", "--name", "notes.txt");
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer transfer = peer.nextSent();
    assertTrue(transfer.manifest().isStream());
    assertEquals("notes.txt", transfer.manifest().entry(0).path().toString());
    run.keyboard.type("all of it");
    run.keyboard.end();
    assertEquals("all of it\n", new String(peer.streamed().readAllBytes(), UTF_8));
    transfer.completes();
    assertEquals(0, run.exit());
    assertEquals(FakeNode.OFFER + "\n", run.out.toString());
    assertTrue(run.err.toString().contains("Offered 1 file, size unknown."), run.err.toString());
  }

  @Test
  void aPersonMayTypeWhatIsSent() throws Exception {
    Run run = new Run(Run.PERSON).start("send", "-", "--name", "notes.txt", "--no-color");
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer transfer = peer.nextSent();
    run.keyboard.type("by hand");
    run.keyboard.end();
    assertEquals("by hand\n", new String(peer.streamed().readAllBytes(), UTF_8));
    transfer.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aPersonGetsTheWholeCommandForTheOtherSide() throws Exception {
    Run run = new Run(Run.PERSON).start("send", "--no-color", file);
    run.out.await("    sluice receive " + FakeNode.OFFER + "\n");
    run.err.await("On the other computer, run:");
    run.node.nextPairing().connect().nextSent().completes();
    assertEquals(0, run.exit());
  }

  @Test
  void theCodeIsDrawnAndCopiedOnRequestAndNeverOnStandardOutput() throws Exception {
    Run run = new Run(Run.PERSON).start("send", "--qr", "--copy", "--no-color", file);
    run.err.await(String.join("\n", QrCode.of(FakeNode.OFFER).lines(Style.PLAIN)));
    run.err.await(Clipboard.sequence(FakeNode.OFFER));
    run.node.nextPairing().connect().nextSent().completes();
    assertEquals(0, run.exit());
    assertEquals("    sluice receive " + FakeNode.OFFER + "\n", run.out.toString());
  }

  @Test
  void withoutATerminalNothingIsCopiedAndThatIsSaid() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "--copy", file);
    run.node.nextPairing().connect().nextSent().completes();
    assertEquals(0, run.exit());
    assertTrue(run.err.toString().contains("The code was not copied"), run.err.toString());
    assertFalse(run.err.toString().contains("\u001b"), run.err.toString());
  }

  @Test
  void quietMeansSilentWhenAllIsWell() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "-q", file);
    run.node.nextPairing().connect().nextSent().completes();
    assertEquals(0, run.exit());
    assertEquals("", run.err.toString());
  }

  @Test
  void verboseTellsThePathAndTheTimesInLinesForPrograms() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "-v", file);
    run.node.nextPairing().connect().nextSent().completes();
    assertEquals(0, run.exit());
    String err = run.err.toString();
    assertTrue(err.matches("(?s).*connected: host/host 127\\.0\\.0\\.1:5000 in \\d+ ms\n.*"), err);
    assertTrue(err.contains("sealed with: aes-128-gcm\n"), err);
    assertTrue(err.contains("transferred: 1000 bytes in 2000 ms\n"), err);
  }

  @Test
  void aReplyPastedWhileWaitingIsTaken() throws Exception {
    Run run = new Run(Run.PERSON).start("send", file);
    FakePairing pairing = run.node.nextPairing();
    run.keyboard.type("WRONG");
    run.err.await("This is no reply to this offer.");
    run.keyboard.type(FakeNode.REPLY);
    pairing.awaitReply();
    run.err.await("Reply code taken");
    pairing.connect().nextSent().completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aReplyFileMayAppearLater() throws Exception {
    Path replies = folder.resolve("reply");
    Run run = new Run(Run.SCRIPT).start("send", "--reply-file", replies.toString(), file);
    FakePairing pairing = run.node.nextPairing();
    Files.createFile(replies);
    Files.writeString(replies, FakeNode.REPLY + "\n");
    pairing.awaitReply();
    pairing.connect().nextSent().completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aWrongReplyFileEndsWithTheCodeOfAWrongCode() throws Exception {
    Path replies = Files.writeString(folder.resolve("reply"), "WRONG\n");
    Run run = new Run(Run.SCRIPT).start("send", "--reply-file", replies.toString(), file);
    assertEquals(3, run.exit());
    assertEquals("sluice: This is no reply to this offer.\n", run.err.toString());
  }

  @Test
  void aReplyOnStandardInputIsTakenFromAScriptThatAsksForIt() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "--reply-file", "-", file);
    FakePairing pairing = run.node.nextPairing();
    run.keyboard.type(FakeNode.REPLY);
    pairing.awaitReply();
    pairing.connect().nextSent().completes();
    assertEquals(0, run.exit());
  }

  @Test
  void whatIsNotThereIsSaidBeforeAnyCodeIsShown() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file, folder.resolve("missing").toString());
    assertEquals(8, run.exit());
    assertEquals("", run.out.toString());
    assertTrue(run.err.toString().contains("missing"), run.err.toString());
  }

  @Test
  void givingUpAfterTheTimeoutIsNoConnection() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "--timeout", "1s", file);
    assertEquals(4, run.exit());
    assertEquals("sluice: No connection within 1 s.\n", run.err.toString());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void aFailedTransferEndsWithItsProblemsCode(Problem problem) throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    run.node.nextPairing().connect().nextSent().fails(problem, "It went wrong.");
    assertEquals(Exit.of(problem).code(), run.exit());
    assertTrue(run.err.toString().endsWith("It went wrong.\n"), run.err.toString());
  }

  @Test
  void aPairingThatFailsEndsWithItsProblemsCode() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    run.node.nextPairing().fail(new TransportException(Problem.CODE, "The code has expired."));
    assertEquals(3, run.exit());
    assertEquals("sluice: The code has expired.\n", run.err.toString());
  }

  @Test
  void aPeerThatIsLostOrLeavesMidwayIsAnInterruption() throws Exception {
    Run left = new Run(Run.SCRIPT).start("send", file);
    FakePeer leaver = left.node.nextPairing().connect();
    leaver.nextSent();
    leaver.happens(new PeerEvent.Left());
    assertEquals(10, left.exit());

    Run lost = new Run(Run.SCRIPT).start("send", file);
    FakePeer loser = lost.node.nextPairing().connect();
    loser.nextSent();
    loser.happens(
        new PeerEvent.Lost(new TransportException(Problem.INTERRUPTED, "The path broke.")));
    assertEquals(10, lost.exit());
    assertTrue(lost.err.toString().contains("The path broke."));
  }

  @Test
  void anEndThatIsKnownCountsMoreThanThePeersLeaving() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer transfer = peer.nextSent();
    transfer.completesWithoutAnEvent();
    peer.happens(new PeerEvent.Left());
    assertEquals(0, run.exit());
  }

  @Test
  void whatThePeerOffersMeanwhileIsRefused() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    FakePeer peer = run.node.nextPairing().connect();
    FakeTransfer mine = peer.nextSent();
    assertEquals(Problem.REFUSED, peer.offers(FakePeer.file("a", 1)).awaitRefused());
    mine.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void progressIsOneLineThatIsRewrittenAndOnlyOnATerminal() throws Exception {
    Run run = new Run(Run.PERSON).start("send", file);
    FakeTransfer transfer = run.node.nextPairing().connect().nextSent();
    transfer.runs(500);
    run.err.await("\r 50%");
    transfer.completes();
    assertEquals(0, run.exit());
    assertTrue(run.err.toString().contains("\r\u001b[K\u001b[32mSent 1 file"), run.err.toString());

    Run script = new Run(Run.SCRIPT).start("send", file);
    FakeTransfer silent = script.node.nextPairing().connect().nextSent();
    silent.runs(500);
    silent.completes();
    assertEquals(0, script.exit());
    assertFalse(script.err.toString().contains("\r"));
    assertFalse(script.err.toString().contains("\u001b"));
  }

  @Test
  void neitherColoursNorRewritingOnADumbTerminal() throws Exception {
    Run run = new Run(Run.PERSON);
    run.variables.put("TERM", "dumb");
    run.start("send", file);
    FakeTransfer transfer = run.node.nextPairing().connect().nextSent();
    transfer.runs(500);
    transfer.completes();
    assertEquals(0, run.exit());
    assertFalse(run.err.toString().contains("\u001b"), run.err.toString());
    assertFalse(run.err.toString().contains("\r"), run.err.toString());
  }

  @Test
  void partialResultsNameEachFileThatFailed() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    FakeTransfer transfer = run.node.nextPairing().connect().nextSent();
    var path = transfer.manifest().entry(0).path();
    transfer.ends(
        new TransferResult(
            Problem.PARTIAL,
            "Some files did not arrive.",
            0,
            0,
            Duration.ofSeconds(1),
            List.of(new FileProblem(path, Problem.LOCAL_FILE, "it shrank"))));
    assertEquals(23, run.exit());
    assertTrue(run.err.toString().contains("  f: it shrank\n"), run.err.toString());
  }

  @Test
  void anUnexpectedFailureIsOneSentenceWithoutATrace() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", file);
    run.node.nextPairing().connect().happens(new PeerEvent.Offered(null));
    assertEquals(1, run.exit());
    assertFalse(run.err.toString().contains("\tat "), run.err.toString());
    assertTrue(run.err.toString().contains("SLUICE_DEBUG=1"), run.err.toString());

    Run debug = new Run(Run.SCRIPT);
    debug.variables.put("SLUICE_DEBUG", "1");
    debug.start("send", file);
    debug.node.nextPairing().connect().happens(new PeerEvent.Offered(null));
    assertEquals(1, debug.exit());
    assertTrue(debug.err.toString().contains("\tat "), debug.err.toString());
  }

  @Test
  void aDryRunListsOnStandardOutputAndConnectsToNobody() throws Exception {
    Run run = new Run(Run.SCRIPT).start("send", "--dry-run", file);
    assertEquals(0, run.exit());
    assertEquals("f  1.0 kB\n", run.out.toString());
    assertTrue(
        run.err.toString().contains("Would send 1 file, 1.0 kB, and leave out 2 names."),
        run.err.toString());
    assertTrue(run.err.toString().contains("a notice"), run.err.toString());
    assertTrue(run.node.hasPairedWithNobody());
  }

  @Test
  void aDryRunInJsonIsAnObjectALine() throws Exception {
    String odd = Files.writeString(folder.resolve("\u001b[2J\"ü.sh"), "x").toString();
    Run run = new Run(Run.SCRIPT).start("send", "--dry-run", "--json", file, odd);
    assertEquals(0, run.exit());
    assertEquals(
        """
        {"type":"file","size":1000,"path":"f","mode":"0644","modified":"1970-01-01T00:00:00Z","risks":[]}
        {"type":"file","size":1000,"path":"\\u001b[2J\\"\\u00fc.sh","mode":"0644","modified":"1970-01-01T00:00:00Z","risks":["misleading_name","program"]}
        {"type":"sum","entries":2,"files":2,"bytes":2000,"leftOut":2,"notices":["a notice"]}
        """,
        run.out.toString());
    assertEquals(2, new Run(Run.SCRIPT).start("send", "--json", file).exit());
  }

  @Test
  void patternsComeFromArgumentsAndFiles() throws Exception {
    Path patterns = Files.writeString(folder.resolve("patterns"), "*.tmp\n!keep.tmp\n");
    Run run =
        new Run(Run.SCRIPT)
            .start(
                "send",
                "--exclude",
                "*.o",
                "--exclude-from",
                patterns + "",
                "--exclude",
                "/build",
                "--git",
                file);
    FakePeer peer = run.node.nextPairing().connect();
    peer.nextSent().completes();
    assertEquals(0, run.exit());
    assertEquals(
        new Selection(List.of(Path.of(file)), List.of("*.tmp", "!keep.tmp", "*.o", "/build"), true),
        peer.selected());
    assertEquals(8, new Run(Run.SCRIPT).start("send", "--exclude-from", "/no", file).exit());
  }
}
