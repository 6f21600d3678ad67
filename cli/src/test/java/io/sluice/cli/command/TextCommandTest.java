package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePeer;
import io.sluice.transport.api.PeerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TextCommandTest {
  @Test
  void wordsAreSaidAndTheEndIsThatTheyWereTaken() throws Exception {
    Run run = new Run(Run.SCRIPT).start("text", "see", "you at 8");
    FakePeer peer = run.node.nextPairing().connect();
    assertEquals("see you at 8", peer.nextSaid());
    peer.happens(new PeerEvent.TextTaken());
    assertEquals(0, run.exit());
    assertTrue(run.err.toString().contains("The other side has it."), run.err.toString());
  }

  @Test
  void aDashTakesWhatComesOnStandardInput() throws Exception {
    Run run = new Run(Run.SCRIPT).start("text", "-");
    run.keyboard.type("one\ntwo");
    run.keyboard.end();
    FakePeer peer = run.node.nextPairing().connect();
    assertEquals("one\ntwo\n", peer.nextSaid());
    peer.happens(new PeerEvent.TextTaken());
    assertEquals(0, run.exit());
  }

  @Test
  void aPeerThatLeavesBeforeItTookTheTextIsAnInterruption() throws Exception {
    Run run = new Run(Run.SCRIPT).start("text", "hello");
    run.node.nextPairing().connect().happens(new PeerEvent.Left());
    assertEquals(10, run.exit());
  }

  @Test
  void standardInputBringsTheTextOrTheReplyNotBoth() throws Exception {
    Run run = new Run(Run.SCRIPT).start("text", "--reply-file", "-", "-");
    assertEquals(2, run.exit());
  }

  @Test
  void whatIsReceivedGoesToAScriptAsItCame() throws Exception {
    Run run = new Run(Run.SCRIPT).start("receive", FakeNode.OFFER);
    run.node.nextPairing().connect().happens(new PeerEvent.Text("key\u001b[0m=1"));
    assertEquals(0, run.exit());
    assertEquals(FakeNode.REPLY + "\nkey\u001b[0m=1\n", run.out.toString());
  }

  @Test
  void whatIsReceivedReachesATerminalEscaped() throws Exception {
    Run run = new Run(Run.PERSON).start("receive", FakeNode.OFFER);
    run.node.nextPairing().connect().happens(new PeerEvent.Text("one\n\ttwo\u001b]0;x\u0007"));
    assertEquals(0, run.exit());
    assertTrue(
        run.out.toString().endsWith("one\n        two\\u{1B}]0;x\\u{7}\n"), run.out.toString());
  }
}
