package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken for lost, when, and what is sent again. */
class LossRecoveryTest extends SenderFixture {

  @Test
  void threeChunksBehindAGapMakeItLostAndItGoesFirst() throws Exception {
    begin(100);
    sackAfterRoundTrip(0, 2, 3);
    assertFalse(writeAll().contains(FIRST + 1), "two");
    sack(1 << 20, 0, 2, 4);
    assertEquals(FIRST + 1, writeAll().getFirst());
    assertEquals(1, sender.losses().retransmissions());
  }

  @Test
  void oneChunkBehindAGapMakesItLostWhenTheReorderingWindowIsOver() throws Exception {
    begin(10);
    sackAfterRoundTrip(0, 2, 2);
    assertEquals(List.of(), writeAll());
    assertEquals(now + 5 * MS, sender.nextTimeout(), "a quarter of the round trip");
    assertFalse(timeout());
    assertEquals(tsns(1, 1), writeAll());
  }

  @Test
  void aSackOfABatchCountsForEveryChunkThatItAcknowledges() throws Exception {
    begin(10);
    sackAfterRoundTrip(-1, 4, 10);
    assertEquals(tsns(0, 3), writeAll());
  }

  @Test
  void aRepeatedSackShowsNothing() throws Exception {
    begin(10);
    sackAfterRoundTrip(0);
    for (int i = 0; i < 10; i++) {
      sack(1 << 20, 0);
    }
    writeAll();
    assertEquals(0, sender.losses().retransmissions());
  }

  @Test
  void aRetransmissionThatIsLostIsFoundByChunksSentAfterIt() throws Exception {
    begin(100);
    sackAfterRoundTrip(-1, 2, 10);
    assertEquals(FIRST, writeAll().getFirst());
    now += MS;
    sack(1 << 20, -1, 2, 10);
    writeAll();
    assertEquals(1, sender.losses().retransmissions());
    sackAfterRoundTrip(-1, 2, 11);
    assertEquals(FIRST, writeAll().getFirst());
    assertEquals(2, sender.losses().retransmissions());
  }

  @Test
  void aChunkThatArrivesLateWidensTheReorderingWindow() throws Exception {
    begin(100);
    sackAfterRoundTrip(0, 2, 2);
    sack(1 << 20, 2);
    writeAll();
    sack(1 << 20, 3, 2, 6);
    assertFalse(writeAll().contains(FIRST + 4), "three behind it are not enough any more");
    assertEquals(now + 5 * MS, sender.nextTimeout());
    timeout();
    assertTrue(writeAll().contains(FIRST + 4));
  }

  @Test
  void whatThePeerHasTwiceWidensTheReorderingWindowToo() throws Exception {
    begin(100);
    sackAfterRoundTrip(0, 2, 2);
    timeout();
    assertEquals(FIRST + 1, writeAll().getFirst());
    now += 15 * MS;
    sack(1 << 20, 2);
    now += 10 * MS;
    acknowledge(1 << 20, 3, new int[0], new int[] {1});
    writeAll();
    now += 10 * MS;
    sack(1 << 20, 3, 2, 4);
    long half = 10 * MS;
    assertTrue(sender.nextTimeout() <= now + half, "two quarters of a round trip");
    assertEquals(1, sender.losses().retransmissions());
  }

  @Test
  void duplicatesThatWereNeverSentTwiceMeanNothing() throws Exception {
    begin(100);
    now += 20 * MS;
    acknowledge(1 << 20, 0, new int[] {2, 2}, new int[] {0, 0, 0, 0, 0, 0});
    assertEquals(now + 5 * MS, sender.nextTimeout());
  }

  @Test
  void oneRecoveryHalvesTheWindowOnce() throws Exception {
    begin(10);
    sackAfterRoundTrip(-1, 4, 9);
    writeAll();
    sackAfterRoundTrip(0, 3, 9);
    writeAll();
    sackAfterRoundTrip(1, 2, 8);
    writeAll();
    sackAfterRoundTrip(9);
    assertEquals(5L * SIZE, sender.congestionWindow());
  }

  @Test
  void theTailOfAFlightIsProbedAfterTwoRoundTrips() throws Exception {
    begin(10);
    sackAfterRoundTrip(7);
    assertEquals(now + 40 * MS, sender.nextTimeout());
    assertFalse(timeout());
    assertEquals(tsns(9, 1), writeAll());
    sackAfterRoundTrip(7, 2, 2);
    assertEquals(tsns(8, 1), writeAll());
    assertEquals(1, sender.losses().tailProbes());
    assertEquals(0, sender.losses().timeouts());
  }

  @Test
  void aLoneChunkIsGivenTheTimeOfADelayedSack() throws Exception {
    begin(10);
    sackAfterRoundTrip(8);
    assertEquals(now + 40 * MS + options.sackDelay().toNanos(), sender.nextTimeout());
  }

  @Test
  void aLossThatTheProbeItselfRepairsIsALossAllTheSame() throws Exception {
    begin(10);
    sackAfterRoundTrip(8);
    long window = sender.congestionWindow();
    timeout();
    assertEquals(tsns(9, 1), writeAll());
    sackAfterRoundTrip(9);
    assertTrue(sender.congestionWindow() < window);
  }

  @Test
  void aProbeThatFoundNothingLostChangesNothing() throws Exception {
    begin(10);
    sackAfterRoundTrip(8);
    long window = sender.congestionWindow();
    timeout();
    writeAll();
    now += 20 * MS;
    acknowledge(1 << 20, 9, new int[0], new int[] {9});
    assertTrue(sender.congestionWindow() >= window);
  }

  @Test
  void theTimerSendsTheFirstAgainAndTheRestWhenThatHasArrived() throws Exception {
    begin(10);
    assertEquals(now + options.initialRto().toNanos(), sender.nextTimeout());
    assertTrue(timeout());
    assertEquals(SIZE, sender.congestionWindow());
    assertEquals(tsns(0, 1), writeAll());
    assertEquals(2 * options.initialRto().toNanos(), rto.timeout());
    sackAfterRoundTrip(0);
    assertEquals(tsns(1, 2), writeAll());
  }

  @Test
  void aTimeoutIsTakenBackWhenWhatWasSentBeforeArrives() throws Exception {
    begin(100);
    sackAfterRoundTrip(9);
    writeAll();
    long window = sender.congestionWindow();
    timeout();
    writeAll();
    assertTrue(timeout());
    writeAll();
    assertEquals(SIZE, sender.congestionWindow());
    now += 2 * MS;
    sack(1 << 20, 15);
    assertEquals(1, sender.losses().spuriousTimeouts());
    assertTrue(sender.congestionWindow() >= window);
    assertTrue(sender.losses().retransmissions() <= 2);
  }

  @Test
  void chunksBehindGapBlocksAreNotSentAgainByTheTimer() throws Exception {
    begin(10);
    sackAfterRoundTrip(-1, 4, 10);
    writeAll();
    assertTrue(timeout());
    assertEquals(tsns(0, 1), writeAll());
    sackAfterRoundTrip(0, 3, 9);
    assertEquals(tsns(1, 2), writeAll());
  }

  @Test
  void aPeerThatTakesAGapBlockBackGetsTheChunksAgainAndIsCountedOnce() throws Exception {
    begin(10);
    sackAfterRoundTrip(-1, 4, 10);
    assertEquals(tsns(0, 3), writeAll());
    sackAfterRoundTrip(2, 4, 6);
    assertEquals(tsns(3, 3), writeAll());
    long window = sender.congestionWindow();
    for (int i = 0; i < 100; i++) {
      sackAfterRoundTrip(2, 1, 6);
      sackAfterRoundTrip(2, 4, 6);
      writeAll();
    }
    assertTrue(sender.congestionWindow() <= window);
  }

  @Test
  void aPeerThatForgetsEverythingInSilenceGetsItAgainInTheEnd() throws Exception {
    begin(10);
    sackAfterRoundTrip(-1, 2, 9);
    writeAll();
    for (int i = 0; i < 6; i++) {
      while (!timeout()) {
        writeAll();
      }
      writeAll();
    }
    sackAfterRoundTrip(0);
    assertEquals(tsns(1, 2), writeAll());
  }

  @Test
  void aSilentPathIsProbedTwiceASecondHoweverRareTimeoutsHaveBecome() throws Exception {
    begin(10);
    sackAfterRoundTrip(0);
    writeAll();
    long begun = now;
    int packets = 0;
    int timeouts = 0;
    while (now - begun < 20_000 * MS) {
      timeouts += timeout() ? 1 : 0;
      packets += writeAll().size();
    }
    assertTrue(timeouts <= 6, timeouts + " timeouts");
    assertTrue(packets >= 35 && packets <= 60, packets + " packets");
  }

  @Test
  void anythingHeardAfterASilenceIsAnsweredByTheFirstChunkAtOnce() throws Exception {
    begin(10);
    sackAfterRoundTrip(0);
    writeAll();
    while (!timeout()) {
      writeAll();
    }
    writeAll();
    now += 30 * MS;
    sender.heard(now);
    assertEquals(tsns(1, 1), writeAll());
    now += MS;
    sender.heard(now);
    assertEquals(List.of(), writeAll(), "but not more than once a round trip");
  }

  @Test
  void roundTripsAreMeasuredByChunksSentOnce() throws Exception {
    begin(10);
    sackAfterRoundTrip(0);
    assertEquals(20 * MS, rto.smoothed());
    while (!timeout()) {
      writeAll();
    }
    writeAll();
    now += 100 * MS;
    sack(1 << 20, 1);
    assertEquals(20 * MS, rto.smoothed());
  }

  @Test
  void acknowledgingTheSameAgainGainsNothing() throws Exception {
    begin(100);
    sackAfterRoundTrip(4);
    long window = sender.congestionWindow();
    for (int i = 0; i < 100; i++) {
      sack(1 << 20, 4);
    }
    assertEquals(window, sender.congestionWindow());
  }

  /** Offers chunks and sends as many as may leave. */
  private void begin(int chunks) {
    offer(chunks);
    writeAll();
  }
}
