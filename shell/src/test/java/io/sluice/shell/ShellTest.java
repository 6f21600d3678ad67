package io.sluice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeDevices;
import io.sluice.shell.fake.FakeNode;
import io.sluice.shell.fake.FakePairing;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakeTransfer;
import io.sluice.shell.fake.Keyboard;
import io.sluice.shell.fake.Transcript;
import io.sluice.shell.view.Clipboard;
import io.sluice.shell.view.QrCode;
import io.sluice.shell.view.Style;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellTest {
  private final FakeNode node = new FakeNode();
  private final Transcript screen = new Transcript();
  private final Keyboard keyboard = new Keyboard();
  private Terminal terminal;
  private Thread shell;

  @BeforeEach
  void openShell() throws Exception {
    terminal =
        new DumbTerminal("test", Terminal.TYPE_DUMB, keyboard, screen, StandardCharsets.UTF_8);
    shell = Thread.ofPlatform().daemon().start(() -> Shell.run(node, terminal, Style.PLAIN));
    screen.await("help for more");
  }

  @AfterEach
  void closeShell() throws Exception {
    keyboard.end();
    shell.join(10_000);
    assertFalse(shell.isAlive(), "the shell did not end");
    terminal.close();
  }

  private void type(String line) {
    keyboard.type(line);
  }

  private FakePeer connect() throws Exception {
    type("pair");
    FakePeer peer = node.nextPairing().connect();
    screen.await("Connected to laptop (host/host, aes-128-gcm).");
    return peer;
  }

  @Test
  void pairShowsACodeAndAConnectionIsTold() throws Exception {
    type("pair");
    screen.await("pair " + FakeNode.OFFER);
    node.nextPairing().connect();
    screen.await("Connected to laptop");
  }

  @Test
  void wordsGoBothWaysAndThoseOfThePeerAreEscaped() throws Exception {
    FakePeer peer = connect();
    type("say");
    screen.await("Say what?");
    type("say see you at 8");
    assertEquals("see you at 8", peer.nextSaid());
    peer.happens(new PeerEvent.TextTaken());
    screen.await("Said.");
    peer.happens(new PeerEvent.Text("fine\n\u001b[2Jbye"));
    screen.await("The other side says:");
    screen.await("  fine");
    screen.await("  \\u{1B}[2Jbye");
  }

  @Test
  void whoFindsTheWordsTheSameVerifiesThePeer() throws Exception {
    FakePeer peer = connect();
    type("verify");
    screen.await(String.join("  ", FakePeer.WORDS));
    screen.await("[yes/no] ");
    assertTrue(peer.hasComparedNothing());
    type("yes");
    assertTrue(peer.nextComparison());
    screen.await("Verified");
  }

  @Test
  void wordsThatDifferEndTheSession() throws Exception {
    FakePeer peer = connect();
    type("verify");
    screen.await("[yes/no] ");
    type("no");
    assertFalse(peer.nextComparison());
    screen.await("The words differ.");
    type("status");
    screen.await("Not connected.");
  }

  @Test
  void anyOtherAnswerDecidesNothing() throws Exception {
    FakePeer peer = connect();
    type("verify");
    screen.await("[yes/no] ");
    type("well");
    screen.await("Nothing was decided.");
    assertTrue(peer.hasComparedNothing());
  }

  @Test
  void thePeersComparisonIsToldAndProvesNothing() throws Exception {
    FakePeer peer = connect();
    peer.happens(new PeerEvent.WordsMatched());
    screen.await("Type verify to compare them here.");
    assertTrue(peer.hasComparedNothing());
  }

  @Test
  void devicesThatAreKnownAreListedRenamedAndForgotten() throws Exception {
    type("peers");
    screen.await("No device is known.");
    node.devices().knows(FakeDevices.device("ana", true));
    type("peers");
    screen.await("ana                      verified");
    type("peers rename ana \"ana at home\"");
    screen.await("Renamed.");
    type("peers forget \"ana at home\"");
    screen.await("Forgotten.");
    type("peers forget ana");
    screen.await("No such device.");
    type("peers dance");
    screen.await("Type peers [rename");
  }

  @Test
  void aKnownDeviceIsMetWithoutACode() throws Exception {
    type("meet ana");
    screen.await("No device is known by that name.");
    node.devices().knows(FakeDevices.device("ana", false));
    type("meet ana");
    screen.await("Looking for ana in this network.");
    type("qr");
    screen.await("There is no code to show now.");
    node.nextPairing().connect();
    screen.await("Connected to laptop");
  }

  @Test
  void rememberIsForBothToSay() throws Exception {
    FakePeer peer = connect();
    type("remember");
    screen.await("when the other side types remember too");
    assertTrue(peer.remembers());
    peer.happens(new PeerEvent.Remembered(FakeDevices.device("ana", false)));
    screen.await("From now on ana and this device find each other without a code.");
  }

  @Test
  void theCodeThatWaitsIsDrawnAndCopied() throws Exception {
    type("qr");
    screen.await("There is no code to show now.");
    type("pair");
    screen.await("pair " + FakeNode.OFFER);
    type("qr");
    screen.await(QrCode.of(FakeNode.OFFER).lines(Style.PLAIN).get(5));
    type("copy");
    screen.await(Clipboard.sequence(FakeNode.OFFER));
  }

  @Test
  void aCodeOfTheOtherSideIsAnsweredAndTheReplyShown() throws Exception {
    type("pair " + FakeNode.OFFER);
    screen.await(FakeNode.REPLY);
    node.nextPairing().connect();
    screen.await("Connected to laptop");
  }

  @Test
  void aPastedCodeNeedsNoVerb() throws Exception {
    type(FakeNode.OFFER);
    node.nextPairing();
    screen.await(FakeNode.REPLY);
  }

  @Test
  void aShortCodeIsShownAndTaken() throws Exception {
    type("pair --lan");
    screen.await("pair " + FakeNode.SHORT);
    screen.await("The code allows one try");
    type(FakeNode.SHORT);
    screen.await("Code taken; connecting.");
    type("receive " + FakeNode.SHORT);
    node.nextPairing();
    node.nextPairing();
    node.nextPairing().connect();
    screen.await("Connected to laptop");
  }

  @Test
  void whatIsSentByAShortCodeIsOfferedWhenSomebodyComes(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    type("send --lan");
    screen.await("Send what?");
    type("send --lan " + file);
    screen.await("pair " + FakeNode.SHORT);
    node.nextPairing().connect();
    screen.await("the other side has to accept");
  }

  @Test
  void whileAnOfferWaitsACodeIsTakenAsItsReply() throws Exception {
    type("pair");
    FakePairing offer = node.nextPairing();
    type("pair " + FakeNode.REPLY);
    offer.awaitReply();
    screen.await("Code taken");
    assertFalse(offer.isClosed());
  }

  @Test
  void whileAnOfferWaitsTheOtherSidesOfferTakesItsPlace() throws Exception {
    type("pair");
    FakePairing mine = node.nextPairing();
    type("pair " + FakeNode.OFFER);
    node.nextPairing().connect();
    screen.await("Connected to laptop");
    assertTrue(mine.isClosed());
  }

  @Test
  void aWrongCodeIsAnsweredWithASentenceAndTheOfferGoesOn() throws Exception {
    type("pair");
    FakePairing offer = node.nextPairing();
    type("pair NONSENSE");
    screen.await("This is no reply to this offer.");
    assertFalse(offer.isClosed());
  }

  @Test
  void aPairingThatFailsSaysWhyAndAnotherCanBegin() throws Exception {
    type("pair");
    node.nextPairing().fail(new TransportException(Problem.CODE, "The code has expired."));
    screen.await("The code has expired.");
    connect();
  }

  @Test
  void whatIsOfferedIsShownAndAcceptedIntoAFolder(@TempDir Path folder) throws Exception {
    FakePeer peer = connect();
    FakeTransfer offer = peer.offers(FakePeer.file("a\u001b[31m.txt", 1_500));
    screen.await("The other side offers 1 file, 1.5 kB:");
    screen.await("a\\u{1B}[31m.txt");
    type("accept '" + folder + "'");
    assertEquals(folder, offer.awaitAccepted());
    offer.completes();
    screen.await("Received 1 file, 1.5 kB in 2 s (750 B/s), verified.");
  }

  @Test
  void anObstacleIsToldAndTheOfferStaysOpen(@TempDir Path folder) throws Exception {
    FakePeer peer = connect();
    FakeTransfer offer =
        peer.prepares(FakePeer.file("a", 1))
            .hasObstacle(Path.of(""), Problem.CONFLICT, "is already there");
    peer.happens(new PeerEvent.Offered(offer));
    screen.await("Type accept");
    type("accept");
    screen.await("a: is already there");
    assertFalse(offer.isDecided());
    type("accept '" + folder + "'");
    assertEquals(folder, offer.awaitAccepted());
  }

  @Test
  void aPartIsSelectedAndNamesThatAreTakenAreDecidedAbout() throws Exception {
    FakePeer peer = connect();
    FakeTransfer offer =
        peer.prepares(FakePeer.file("a", 1), FakePeer.file("b", 2), FakePeer.file("c", 4))
            .finds(Path.of(""), EntrySet.of(1), EntrySet.NONE);
    peer.happens(new PeerEvent.Offered(offer));
    screen.await("Already there: b");
    type("list");
    screen.await("  3 [x] -rw-r--r--  c  4 bytes");
    type("select 1-2");
    screen.await("Wanted: 2 files, 3 bytes.");
    type("list 2");
    screen.await("  3 [ ] -rw-r--r--  c  4 bytes");
    type("accept");
    screen.await("Names are taken there.");
    assertFalse(offer.isDecided());
    type("accept --overwrite");
    Decisions decisions = offer.awaitDecisions();
    assertEquals(Decision.TAKE, decisions.of(0));
    assertEquals(Decision.REPLACE, decisions.of(1));
    assertEquals(Decision.SKIP, decisions.of(2));
  }

  @Test
  void refuseTellsThePeerAndForgetsTheOffer() throws Exception {
    FakePeer peer = connect();
    FakeTransfer offer = peer.offers(FakePeer.file("a", 1));
    screen.await("Type accept");
    type("refuse");
    assertEquals(Problem.REFUSED, offer.awaitRefused());
    type("refuse");
    screen.await("Nothing is offered.");
  }

  @Test
  void sendOffersFilesWhoseNamesHaveSpaces(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("two words"), "x");
    FakePeer peer = connect();
    type("send \"" + file + "\"");
    FakeTransfer sent = peer.nextSent();
    assertEquals("two words", sent.manifest().entry(0).path().name());
    sent.completes();
    screen.await("verified.");
  }

  @Test
  void bothDirectionsGoOverOneSession(@TempDir Path folder) throws Exception {
    FakePeer peer = connect();
    type("send " + Files.writeString(folder.resolve("mine"), "x"));
    FakeTransfer sent = peer.nextSent();
    FakeTransfer offer = peer.offers(FakePeer.file("yours", 1000));
    screen.await("yours");
    type("accept");
    offer.awaitAccepted();
    offer.runs(500);
    sent.runs(250);
    type("status");
    screen.await("Sending    25%");
    screen.await("Receiving  50%");
  }

  @Test
  void withoutAPeerVerbsSayWhatToDo() throws Exception {
    type("send x");
    screen.await("Nobody is connected. Type pair");
    type("status");
    screen.await("Not connected.");
    type("frobnicate");
    screen.await("There is no \"frobnicate\" here.");
    type("help");
    screen.await("pair [--lan | CODE]");
  }

  @Test
  void aPeerThatLeavesOrIsLostFreesTheShellForAnother() throws Exception {
    connect().happens(new PeerEvent.Left());
    screen.await("The other side left.");
    FakePeer second = connect();
    second.happens(
        new PeerEvent.Lost(
            new TransportException(Problem.INTERRUPTED, "The connection was lost.")));
    screen.await("The connection was lost.");
  }

  @Test
  void quitSaysGoodbyeAndAsksAgainWhileFilesMove(@TempDir Path folder) throws Exception {
    FakePeer peer = connect();
    type("send " + Files.writeString(folder.resolve("f"), "x"));
    peer.nextSent();
    screen.await("has to accept");
    type("quit");
    screen.await("Type quit again");
    assertFalse(peer.isClosed());
    type("quit");
    assertTrue(shell.join(Duration.ofSeconds(10)));
    assertTrue(peer.isClosed());
  }

  @Test
  void theEndOfInputLeavesAndDoesNotCallThatThePeersDoing() throws Exception {
    FakePeer peer = connect();
    peer.closesWithAnEvent();
    keyboard.end();
    assertTrue(shell.join(Duration.ofSeconds(10)));
    assertTrue(peer.isClosed());
    assertFalse(screen.toString().contains("left"), screen.toString());
  }
}
