package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.print.Console;
import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakePipe;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PipeCommandTest {
  @Test
  void whatComesInGoesOutAndTheOtherWayRound() throws Exception {
    Run run = new Run(Run.SCRIPT).start("pipe");
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    run.keyboard.type("there");
    pipe.awaitWritten("there\n");
    pipe.says("back\n");
    run.out.await("back\n");
    run.keyboard.end();
    assertEquals("there\n", pipe.awaitEnd());
    pipe.completes();
    assertEquals(0, run.exit());
    assertEquals("back\n", run.out.toString(), "nothing but data goes to standard output");
    assertTrue(run.err.toString().startsWith(FakeNode.OFFER + "\n"), run.err.toString());
  }

  @Test
  void withACodeItJoins() throws Exception {
    Run run = new Run(Run.SCRIPT).start("pipe", FakeNode.OFFER);
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    run.keyboard.end();
    pipe.completes();
    assertEquals(0, run.exit());
    assertEquals("", run.out.toString());
    assertTrue(run.err.toString().startsWith(FakeNode.REPLY + "\n"), run.err.toString());
  }

  @Test
  void theCodeGoesToAFileThatOnlyItsOwnerCanRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("code");
    Run run = new Run(Run.SCRIPT).start("pipe", "--code-to", file.toString());
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    run.keyboard.end();
    pipe.completes();
    assertEquals(0, run.exit());
    assertEquals(FakeNode.OFFER + "\n", Files.readString(file));
    assertFalse(run.err.toString().contains(FakeNode.OFFER));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @ParameterizedTest
  @CsvSource({"Broken pipe, CLOSED, 141", "No space left on device, LOCAL_FILE, 8"})
  void anOutputThatTakesNoMoreEndsThePipe(String how, Problem problem, int code) throws Exception {
    Run run = new Run(Run.SCRIPT).writingTo(failing(how)).start("pipe", FakeNode.OFFER);
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    pipe.says("more than anybody wants");
    assertEquals(problem, pipe.awaitClosed());
    assertEquals(code, run.exit());
  }

  @Test
  void whatThePipeFailsOfIsSaidAndIsTheExitCode() throws Exception {
    Run run = new Run(Run.SCRIPT).start("pipe", FakeNode.OFFER);
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    pipe.fails(new TransportException(Problem.INTEGRITY, "It is damaged."));
    assertEquals(7, run.exit());
    assertTrue(run.err.toString().contains("It is damaged."), run.err.toString());
  }

  @Test
  void whatIsTypedIsSentWhereWhatComesIsSeen() throws Exception {
    Run run = new Run(Run.PERSON).start("pipe");
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    run.keyboard.type("hello");
    pipe.awaitWritten("hello\n");
    run.keyboard.end();
    pipe.completes();
    assertEquals(0, run.exit());
  }

  @Test
  void onATerminalWithItsOutputElsewhereNothingIsReadFromTheKeyboard() throws Exception {
    Run run = new Run(new Console.Terminals(true, false, true)).start("pipe", "-q", FakeNode.OFFER);
    FakePipe pipe = run.node.nextPairing().connect().fakePipe();
    assertEquals("", pipe.awaitEnd());
    pipe.says("data");
    pipe.completes();
    assertEquals(0, run.exit());
    assertEquals("data", run.out.toString());
  }

  @Test
  void filesThatAreOfferedToAPipeAreRefused() throws Exception {
    Run run = new Run(Run.SCRIPT).start("pipe");
    FakePeer peer = run.node.nextPairing().connect();
    assertEquals(Problem.REFUSED, peer.offers(FakePeer.file("f", 1)).awaitRefused());
    run.keyboard.end();
    peer.fakePipe().completes();
    assertEquals(0, run.exit());
  }

  @Test
  void aPipeThatComesToWhoReceivesFilesIsRefusedAndExplained() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    peer.happens(new PeerEvent.PipeAsked());
    peer.nextRefusal();
    peer.happens(new PeerEvent.Left());
    assertEquals(10, run.exit());
    assertTrue(run.err.toString().contains("sluice pipe on both sides"), run.err.toString());
  }

  private static OutputStream failing(String how) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(how);
      }
    };
  }
}
