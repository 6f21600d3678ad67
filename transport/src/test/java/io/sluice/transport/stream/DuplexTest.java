package io.sluice.transport.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.PipeClose;
import io.sluice.transport.transfer.message.PipeData;
import io.sluice.transport.transfer.message.PipeEnd;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.PipeOpen;
import io.sluice.transport.transfer.message.PipeRoom;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplexTest {
  private static final Digest HASH = Digest.of(new byte[32]);

  private final Duplex duplex = new Duplex();

  @Test
  void nothingMayBeSentBeforeBothHaveAsked() {
    duplex.receive(new PipeOpen(100));
    assertTrue(duplex.isAsked());
    assertEquals(0, duplex.room());
    duplex.ask();
    assertFalse(duplex.isAsked());
    assertEquals(100, duplex.room());
  }

  @Test
  void whoAsksFirstWaitsForTheOther() {
    duplex.ask();
    assertEquals(new PipeOpen(Duplex.WINDOW), duplex.pollMessage());
    assertFalse(duplex.isOpen());
    duplex.receive(new PipeOpen(7));
    assertTrue(duplex.isOpen());
    assertEquals(7, duplex.room());
  }

  @Test
  void roomIsUsedUpAndGivenAnew() {
    open(10);
    duplex.send(bytes(10));
    assertEquals(0, duplex.room());
    duplex.receive(new PipeRoom(25));
    assertEquals(15, duplex.room());
  }

  @Test
  void theReaderGivesRoomOnceAQuarterIsTaken() {
    open(0);
    int quarter = Duplex.WINDOW / 4;
    fill(quarter);
    duplex.taken(quarter - 1);
    assertNull(duplex.pollMessage());
    duplex.taken(1);
    assertEquals(new PipeRoom(Duplex.WINDOW + quarter), duplex.pollMessage());
  }

  @Test
  void oneDirectionEndsAndTheOtherGoesOn() {
    open(10);
    assertEquals(new PipeEnd(0, HASH), duplex.end(HASH));
    duplex.receive(PipeClose.complete());
    assertTrue(duplex.isTaken());
    duplex.receive(new PipeData(bytes(3)));
    assertEquals(bytes(3), duplex.pollArrived());
    assertNull(duplex.outcome());
    assertNull(duplex.announced());
    duplex.receive(new PipeEnd(3, HASH));
    assertEquals(HASH, duplex.announced());
    duplex.verified();
    assertEquals(PipeClose.complete(), duplex.pollMessage());
    assertEquals(PipeOutcome.complete(), duplex.outcome());
  }

  @Test
  void itIsNotOverBeforeTheReaderHasVerified() {
    open(10);
    duplex.receive(new PipeEnd(0, HASH));
    duplex.end(HASH);
    duplex.receive(PipeClose.complete());
    assertNull(duplex.outcome());
    duplex.verified();
    assertNotNull(duplex.outcome());
  }

  @Test
  void whoGivesUpTellsTheOtherAndMovesNothingMore() {
    open(10);
    duplex.close(Problem.CLOSED, "nobody reads");
    assertEquals(new PipeClose(Problem.CLOSED, "nobody reads"), duplex.pollMessage());
    assertEquals(0, duplex.room());
    assertEquals(Problem.CLOSED, problem());
    duplex.receive(new PipeData(bytes(1)));
    assertNull(duplex.pollArrived());
    assertNull(duplex.pollMessage());
  }

  @Test
  void whatThePeerGivesUpIsOverHereWithItsReasonEscaped() {
    open(10);
    duplex.receive(new PipeClose(Problem.LOCAL_FILE, "full\u001b[2J"));
    PipeOutcome outcome = duplex.outcome();
    assertNotNull(outcome);
    assertEquals(Problem.LOCAL_FILE, outcome.problem());
    assertTrue(outcome.message().endsWith("full\\u{1B}[2J."), outcome.message());
    assertNull(duplex.pollMessage());
  }

  @Test
  void aPipeThatNobodyHereWantsIsRefused() {
    duplex.receive(new PipeOpen(1));
    duplex.refuse("not here");
    assertEquals(new PipeClose(Problem.REFUSED, "not here"), duplex.pollMessage());
    assertEquals(Problem.REFUSED, problem());
  }

  @Test
  void nothingIsRefusedThatThisSideWantsToo() {
    open(1);
    duplex.refuse("not here");
    assertNull(duplex.outcome());
  }

  @Test
  void aCutIsNeverAnEnd() {
    open(1);
    duplex.receive(new PipeEnd(0, HASH));
    duplex.connectionLost("it broke");
    assertEquals(Problem.INTERRUPTED, problem());
  }

  @Test
  void dataWithoutConsentEndsIt() {
    breaksTheRules(new PipeData(bytes(1)));
  }

  @Test
  void dataBeforeThisSideHasAskedEndsIt() {
    duplex.receive(new PipeOpen(1));
    breaksTheRules(new PipeData(bytes(1)));
  }

  @Test
  void aByteMoreThanThereIsRoomForEndsIt() {
    open(0);
    fill(Duplex.WINDOW);
    assertNull(duplex.outcome());
    breaksTheRules(new PipeData(bytes(1)));
  }

  @Test
  void dataBehindTheEndEndsIt() {
    open(0);
    duplex.receive(new PipeEnd(0, HASH));
    breaksTheRules(new PipeData(bytes(1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 4, Long.MAX_VALUE})
  void anEndAtAnotherLengthEndsIt(long length) {
    open(0);
    duplex.receive(new PipeData(bytes(3)));
    breaksTheRules(new PipeEnd(length, HASH));
  }

  @Test
  void theEndOfNoPipeEndsIt() {
    breaksTheRules(new PipeEnd(0, HASH));
  }

  @Test
  void aSecondEndEndsIt() {
    open(0);
    duplex.receive(new PipeEnd(0, HASH));
    breaksTheRules(new PipeEnd(0, HASH));
  }

  @Test
  void askingTwiceEndsIt() {
    open(0);
    breaksTheRules(new PipeOpen(1));
  }

  @Test
  void roomBeforeAskingEndsIt() {
    duplex.ask();
    breaksTheRules(new PipeRoom(1));
  }

  @Test
  void roomThatShrinksEndsIt() {
    open(10);
    breaksTheRules(new PipeRoom(9));
  }

  @Test
  void takingWhatWasNotSentEndsIt() {
    open(10);
    duplex.send(bytes(1));
    breaksTheRules(PipeClose.complete());
  }

  @Test
  void takingItTwiceEndsIt() {
    open(10);
    duplex.end(HASH);
    duplex.receive(PipeClose.complete());
    breaksTheRules(PipeClose.complete());
  }

  private void breaksTheRules(PipeMessage message) {
    while (duplex.pollMessage() != null) {
      // What it said before does not matter.
    }
    duplex.receive(message);
    assertEquals(Problem.INTEGRITY, problem());
    PipeClose close = assertInstanceOf(PipeClose.class, duplex.pollMessage());
    assertEquals(Problem.INTEGRITY, close.problem());
    assertTrue(close.reason().startsWith("protocol error: "), close.reason());
  }

  private void open(long room) {
    duplex.ask();
    duplex.receive(new PipeOpen(room));
    assertInstanceOf(PipeOpen.class, duplex.pollMessage());
  }

  private void fill(int bytes) {
    for (int left = bytes; left > 0; left -= PipeData.MAX_DATA) {
      duplex.receive(new PipeData(bytes(Math.min(left, PipeData.MAX_DATA))));
    }
  }

  private Problem problem() {
    PipeOutcome outcome = duplex.outcome();
    assertNotNull(outcome, "it has not ended");
    Problem problem = outcome.problem();
    assertNotNull(problem, "it ended well");
    return problem;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.wrap(new byte[length]);
  }
}
