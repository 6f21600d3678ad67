package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ForwardTsn;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is given up, when, and how the peer is told. */
class AbandonmentTest extends SenderFixture {
  private static final Reliability NEVER_AGAIN = new Reliability.LimitedRetransmissions(0);
  private static final Reliability ONCE_MORE = new Reliability.LimitedRetransmissions(1);
  private static final Reliability TENTH_OF_A_SECOND =
      new Reliability.LimitedLifetime(Duration.ofMillis(100).toNanos());

  /** The last FORWARD TSN that was sent, and how many were. */
  private @Nullable ForwardTsn forward;

  private int forwards;

  @Test
  void aChunkGoesAgainAsOftenAsItMayAndThenThePeerIsToldNotToWait() throws Exception {
    offer(0, 1, ONCE_MORE);
    assertEquals(tsns(0, 1), send());
    timeout();
    assertEquals(tsns(0, 1), send());
    assertEquals(0, forwards);
    timeout();
    assertEquals(List.of(), send());
    assertEquals(new ForwardTsn(FIRST, List.of(new SkippedStream(0, false, 0))), forward);
    assertFalse(sender.isDrained(), "the peer has yet to answer");
    assertTrue(sack(1 << 20, 0), "it is alive");
    assertTrue(sender.isDrained());
    assertEquals(0, queue.buffered());
    assertEquals(Long.MAX_VALUE, sender.nextTimeout());
  }

  @Test
  void aLossThatSacksShowIsGivenUpAtOnce() throws Exception {
    for (int i = 0; i < 10; i++) {
      offer(0, 1, NEVER_AGAIN);
    }
    send();
    sackAfterRoundTrip(2, 2, 7);
    assertEquals(List.of(), send());
    assertEquals(3, forward.skipped().getFirst().number());
    assertEquals(0, sender.losses().retransmissions());
    assertEquals(0, sender.inFlight());
  }

  @Test
  void manyHolesCostOneForwardTsn() throws Exception {
    for (int i = 0; i < 10; i++) {
      offer(i % 2, 1, NEVER_AGAIN);
    }
    send();
    sackAfterRoundTrip(-1, 2, 3, 5, 6, 8, 10);
    assertEquals(List.of(), send());
    List<SkippedStream> skipped =
        List.of(new SkippedStream(0, false, 3), new SkippedStream(1, false, 1));
    assertEquals(new ForwardTsn(FIRST + 9, skipped), forward);
    assertEquals(1, forwards);
  }

  @Test
  void whatMustArriveIsNeverSkippedThoughThePeerHasIt() throws Exception {
    offer(0, 1, NEVER_AGAIN);
    offer(1, 1, Reliability.FULL);
    offer(2, 1, NEVER_AGAIN);
    offer(3, 1, Reliability.FULL);
    offer(3, 1, Reliability.FULL);
    send();
    sackAfterRoundTrip(-1, 2, 2, 4, 5);
    timeout();
    send();
    assertEquals(FIRST, forward.cumulativeTsn(), "the peer might take its gap block back");
    sackAfterRoundTrip(1, 2, 3);
    send();
    assertEquals(FIRST + 2, forward.cumulativeTsn());
  }

  @Test
  void aMessageOfWhichThePeerHasAPartIsSkippedWholeOrNotAtAll() throws Exception {
    offer(0, 1, NEVER_AGAIN);
    offer(1, 3, ONCE_MORE);
    offer(2, 1, NEVER_AGAIN);
    send();
    sackAfterRoundTrip(-1, 2, 2, 4, 5);
    assertEquals(tsns(2, 1), send(), "the second fragment of the second message");
    assertEquals(FIRST, forward.cumulativeTsn());
  }

  @Test
  void aMessageGivenUpInTheMiddleMakesRoomAndIsSkippedWithAllItsFragments() throws Exception {
    offer(0, 30, NEVER_AGAIN);
    queue.offer(message(1, 100), now);
    assertEquals(tsns(0, 10), send());
    assertEquals(20L * SIZE, queue.streams().bufferedAmount(0));
    sackAfterRoundTrip(2, 2, 7);
    List<Integer> sent = send();
    assertEquals(0, queue.streams().bufferedAmount(0));
    ForwardTsn last = new ForwardTsn(FIRST + 10, List.of(new SkippedStream(0, false, 0)));
    assertEquals(last, forward, "one TSN stands for all that was not sent");
    assertEquals(tsns(11, 1), sent);
    assertEquals(0, Data.ssn(packet, 0));
    sackAfterRoundTrip(11);
    assertTrue(sender.isDrained());
    assertEquals(0, queue.buffered());
    assertTrue(queue.streams().isQuiet(0));
  }

  @Test
  void aMessageOfWhichAllThatWasSentHasArrivedIsSkippedToo() throws Exception {
    offer(0, 30, TENTH_OF_A_SECOND);
    send();
    sack(0, 9);
    assertEquals(List.of(), send());
    now += Duration.ofMillis(100).toNanos();
    sender.handleTimeout(now);
    assertEquals(List.of(), send());
    assertEquals(
        new ForwardTsn(FIRST + 10, List.of(new SkippedStream(0, false, 0))),
        forward,
        "or it would wait for the rest for ever");
    sack(1 << 20, 10);
    assertTrue(sender.isDrained());
    assertEquals(0, queue.buffered());
  }

  @Test
  void aMessageThatGrowsTooOldWhileItWaitsIsForgottenWithoutATrace() throws Exception {
    sender = newSender(0);
    offer(0, 3, TENTH_OF_A_SECOND);
    offer(0, 1, Reliability.FULL);
    assertEquals(List.of(), send());
    now += Duration.ofMillis(100).toNanos();
    assertTrue(sender.nextTimeout() <= now);
    sender.handleTimeout(now);
    assertEquals(SIZE + SendQueue.OVERHEAD, queue.buffered());
    sack(1 << 20, -1);
    assertEquals(tsns(0, 1), send());
    assertEquals(0, Data.ssn(packet, 0));
    assertEquals(0, forwards);
  }

  @Test
  void nothingThatIsTooOldGoesAgain() throws Exception {
    offer(0, 10, TENTH_OF_A_SECOND);
    send();
    now += Duration.ofMillis(99).toNanos();
    sack(1 << 20, -1, 4, 10);
    assertEquals(tsns(0, 3), send(), "still young enough");
    now += Duration.ofMillis(1).toNanos();
    timeout();
    assertEquals(List.of(), send());
    assertEquals(FIRST + 9, forward.cumulativeTsn());
  }

  @Test
  void aForwardTsnThatIsLostGoesAgain() throws Exception {
    offer(0, 1, NEVER_AGAIN);
    offer(1, 12, Reliability.FULL);
    send();
    sackAfterRoundTrip(-1, 2, 10);
    send();
    assertEquals(1, forwards);
    sack(1 << 20, -1, 2, 12);
    send();
    assertEquals(1, forwards, "the peer cannot have answered yet");
    now += 30 * MS;
    sack(1 << 20, -1, 2, 13);
    send();
    assertEquals(2, forwards, "a round trip later it would have");
    assertTrue(timeout());
    send();
    assertEquals(3, forwards, "and in silence the timer sends it");
  }

  @Test
  void unorderedMessagesAreSkippedByTheirTsnsAlone() throws Exception {
    queue.offer(new SctpMessage(5, 53, true, NEVER_AGAIN, ByteBuffer.allocate(SIZE)), now);
    send();
    timeout();
    send();
    assertEquals(new ForwardTsn(FIRST, List.of()), forward);
  }

  @Test
  void aForwardTsnNamesNoMoreStreamsThanFitThePacketAndTheOthersLater() throws Exception {
    for (int i = 0; i < 500; i++) {
      queue.offer(new SctpMessage(i, 53, false, TENTH_OF_A_SECOND, ByteBuffer.allocate(1)), now);
    }
    assertEquals(500, send().size());
    now += Duration.ofMillis(100).toNanos();
    List<Integer> skipped = new ArrayList<>();
    while (!sender.isDrained()) {
      timeout();
      send();
      forward.skipped().forEach(stream -> skipped.add(stream.streamId()));
      sack(1 << 20, forward.cumulativeTsn() - FIRST);
      send();
    }
    assertTrue(forwards > 1);
    assertTrue(skipped.containsAll(java.util.stream.IntStream.range(0, 500).boxed().toList()));
  }

  @Test
  void forAPeerThatDoesNotKnowOfItEverythingIsReliable() throws Exception {
    queue = new SendQueue(options, new StreamSettings(), false, false, 0);
    sender = new DataSender(options, rto, new Unpaced(reno()), queue, false, FIRST, 1 << 20);
    offer(0, 1, NEVER_AGAIN);
    send();
    for (int i = 0; i < 5; i++) {
      timeout();
      assertEquals(tsns(0, 1), send());
    }
    assertEquals(0, forwards);
  }

  @Test
  void thePeersAnswerToSilenceIsWaitedForNoLongerThanATimerForAllThatIsGivenUp() throws Exception {
    for (int i = 0; i < 10; i++) {
      offer(0, 1, NEVER_AGAIN);
    }
    send();
    assertTrue(timeout());
    send();
    assertEquals(FIRST + 9, forward.cumulativeTsn());
    assertEquals(0, sender.inFlight());
  }

  private void offer(int stream, int chunks, Reliability reliability) {
    ByteBuffer payload = ByteBuffer.allocate(chunks * SIZE);
    assertTrue(queue.offer(new SctpMessage(stream, 53, false, reliability, payload), now));
  }

  /** Sends everything that may leave; the TSNs of DATA. */
  private List<Integer> send() throws Exception {
    List<Integer> sent = new ArrayList<>();
    int end;
    while ((end = sender.write(packet, 0, LIMIT, packet.length, now)) > 0) {
      for (int at = 0; at < end; at += Wire.padded(Wire.u16(packet, at + 2))) {
        if (Wire.u8(packet, at) == ChunkType.DATA) {
          sent.add(Data.tsn(packet, at));
        } else {
          forward = (ForwardTsn) Chunk.parse(packet, at);
          forwards++;
        }
      }
    }
    return sent;
  }
}
