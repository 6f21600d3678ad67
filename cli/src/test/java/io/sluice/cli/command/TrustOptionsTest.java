package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePeer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TrustOptionsTest {
  private static final String WORDS = String.join(" ", FakePeer.WORDS);

  @TempDir Path temp;

  @Test
  void aPersonWhoFindsTheWordsTheSameGoesOn() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--verify", "--yes", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    run.err.await(String.join("  ", FakePeer.WORDS));
    run.err.await("[yes/no] ");
    assertTrue(peer.hasComparedNothing());
    run.keyboard.type("yes");
    assertTrue(peer.nextComparison());
    peer.offers(FakePeer.file("a", 1)).awaitAccepted();
    peer.happens(new PeerEvent.Left());
    assertEquals(10, run.exit());
  }

  @Test
  void wordsThatDifferEndItBeforeAnythingIsSent() throws Exception {
    Path file = Files.writeString(temp.resolve("secret"), "x");
    Run run = new Run(Run.PERSON).start("send", "--verify", file.toString());
    FakePeer peer = run.node.nextPairing().connect();
    run.err.await("[yes/no] ");
    run.keyboard.type("no");
    assertFalse(peer.nextComparison());
    assertEquals(5, run.exit());
    assertEquals(0, peer.selected().paths().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "perhaps", "yesno"})
  void whoDoesNotCompareSendsNothing(String answer) throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--verify", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    run.err.await("[yes/no] ");
    run.keyboard.type(answer);
    assertEquals(5, run.exit());
    assertTrue(peer.hasComparedNothing());
    assertTrue(peer.isClosed());
  }

  @Test
  void theOtherUsersNoEndsTheQuestion() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", "--verify", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    run.err.await("[yes/no] ");
    peer.happens(new PeerEvent.Lost(new TransportException(Problem.VERIFICATION, "They said no.")));
    assertEquals(5, run.exit());
    assertTrue(run.err.toString().contains("They said no."), run.err.toString());
  }

  @Test
  void aScriptIsNeverAsked() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--verify", FakeNode.OFFER);
    assertEquals(2, run.exit());
    assertTrue(run.node.hasPairedWithNobody());
    assertTrue(run.err.toString().contains("--expect-words"), run.err.toString());
  }

  @Test
  void aScriptComparesWithAFileThatAppears() throws Exception {
    Path file = temp.resolve("words");
    Run run =
        new Run(Run.SCRIPT)
            .start("receive", "--yes", "--expect-words", file.toString(), FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    Files.writeString(temp.resolve("new"), WORDS.toUpperCase() + "\n");
    Files.move(temp.resolve("new"), file);
    assertTrue(peer.nextComparison());
    peer.happens(new PeerEvent.Left());
    assertEquals(10, run.exit());
  }

  @Test
  void otherWordsInTheFileEndIt() throws Exception {
    Path file = Files.writeString(temp.resolve("words"), WORDS.replace("five", "six") + "\n");
    Run run =
        new Run(Run.SCRIPT).start("receive", "--expect-words", file.toString(), FakeNode.OFFER);
    assertFalse(run.node.nextPairing().connect().nextComparison());
    assertEquals(5, run.exit());
  }

  @Test
  void theWordsArePrintedForAScript() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--quiet", "--words", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    run.err.await("words: " + WORDS + "\n");
    peer.happens(new PeerEvent.Left());
    run.exit();
  }

  @Test
  void rememberAsksThePeerToo() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", "--remember", FakeNode.OFFER);
    FakePeer peer = run.node.nextPairing().connect();
    peer.happens(new PeerEvent.Left());
    run.exit();
    assertTrue(peer.remembers());
  }
}
