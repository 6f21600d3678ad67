package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sender alone; every packet is one chunk of 1,160 bytes. */
class DataSenderTest {
  private static final long MS = 1_000_000;
  private static final int FIRST = -5;
  private static final int SIZE = 1_160;
  private static final int LIMIT = Data.HEADER + SIZE + 3;

  private final SctpOptions options = SctpOptions.defaults();
  private final Rto rto = new Rto(options);
  private SendQueue queue = newQueue();
  private DataSender sender = newSender(1 << 20);
  private final byte[] packet = new byte[2_000];
  private long now = -1_000_000_000L;

  private DataSender newSender(long peerWindow) {
    return newSender(options, peerWindow);
  }

  private DataSender newSender(SctpOptions options, long peerWindow) {
    queue = newQueue();
    NewReno reno = new NewReno(SIZE, 1 << 20);
    return new DataSender(options, rto, reno, queue, FIRST, peerWindow);
  }

  private SendQueue newQueue() {
    return new SendQueue(options, new StreamSettings(), false);
  }

  @Test
  void theInitialWindowIsTenPackets() {
    offer(100);
    assertEquals(tsns(0, 10), writeAll());
    assertEquals(10L * SIZE, sender.inFlight());
  }

  @Test
  void acknowledgementsOpenTheWindowAndReleaseTheBuffer() throws Exception {
    offer(100);
    writeAll();
    assertTrue(sack(1 << 20, 9));
    assertEquals(tsns(10, 20), writeAll());
    assertEquals(90L * SIZE + SendQueue.OVERHEAD, queue.buffered());
    assertEquals(20L * SIZE, sender.inFlight());
  }

  @Test
  void threeReportsMakeAChunkLostAndItGoesFirst() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, 0, 2, 2);
    sack(1 << 20, 0, 2, 3);
    List<Integer> sent = writeAll();
    assertFalse(sent.contains(FIRST + 1), "two reports");
    long window = sender.congestionWindow();
    sack(1 << 20, 0, 2, 4);
    assertEquals(FIRST + 1, writeAll().getFirst());
    assertEquals(window / 2, sender.congestionWindow());
    assertEquals(1, sender.retransmissions());
  }

  @Test
  void aSackOfABatchCountsForEveryChunkThatItAcknowledges() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, -1, 4, 10);
    assertEquals(tsns(0, 3), writeAll().subList(0, 3));
    assertEquals(3, sender.retransmissions());
  }

  @Test
  void aRepeatedSackIsNoNewReport() throws Exception {
    offer(100);
    writeAll();
    for (int i = 0; i < 10; i++) {
      sack(1 << 20, -1, 1, 2);
    }
    writeAll();
    assertEquals(0, sender.retransmissions());
  }

  @Test
  void aRetransmissionThatIsLostIsFoundByChunksSentAfterIt() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, -1, 2, 10);
    assertEquals(FIRST, writeAll().getFirst());
    sack(1 << 20, -1, 2, 10);
    sack(1 << 20, -1, 2, 11);
    sack(1 << 20, -1, 2, 12);
    writeAll();
    assertEquals(1, sender.retransmissions());
    sack(1 << 20, -1, 2, 13);
    writeAll();
    assertEquals(2, sender.retransmissions());
  }

  @Test
  void oneRecoveryHalvesTheWindowOnce() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, -1, 4, 9);
    long window = sender.congestionWindow();
    writeAll();
    sack(1 << 20, 0, 3, 9);
    sack(1 << 20, 1, 2, 9);
    assertEquals(window, sender.congestionWindow());
  }

  @Test
  void theTimerSendsEverythingAgainSlowly() throws Exception {
    offer(100);
    writeAll();
    assertEquals(now + options.initialRto().toNanos(), sender.nextTimeout());
    now = sender.nextTimeout();
    assertTrue(sender.handleTimeout(now));
    assertEquals(SIZE, sender.congestionWindow());
    assertEquals(0, sender.inFlight());
    assertEquals(tsns(0, 1), writeAll());
    assertEquals(now + 2 * options.initialRto().toNanos(), sender.nextTimeout());
    sack(1 << 20, 0);
    assertEquals(tsns(1, 2), writeAll());
  }

  @Test
  void chunksBehindGapBlocksAreNotSentAgainByTheTimer() throws Exception {
    offer(10);
    writeAll();
    sack(1 << 20, -1, 4, 10);
    writeAll();
    now = sender.nextTimeout();
    sender.handleTimeout(now);
    List<Integer> sent = new ArrayList<>(writeAll());
    sack(1 << 20, 0, 3, 9);
    sent.addAll(writeAll());
    sack(1 << 20, 1, 2, 8);
    sent.addAll(writeAll());
    assertEquals(tsns(0, 3), sent);
  }

  @Test
  void aPeerThatTakesAGapBlockBackGetsTheChunksAgain() throws Exception {
    offer(10);
    writeAll();
    sack(1 << 20, -1, 4, 10);
    assertEquals(0, sender.inFlight());
    writeAll();
    sack(1 << 20, 2, 4, 6);
    assertEquals(3L * SIZE, sender.inFlight());
    now = sender.nextTimeout();
    sender.handleTimeout(now);
    assertEquals(tsns(3, 1), writeAll());
  }

  @Test
  void aPeerThatForgetsEverythingInSilenceGetsItAgainInTheEnd() throws Exception {
    offer(10);
    writeAll();
    sack(1 << 20, -1, 2, 9);
    writeAll();
    for (int i = 0; i < 6; i++) {
      now = sender.nextTimeout();
      sender.handleTimeout(now);
      writeAll();
    }
    sack(1 << 20, 0);
    assertEquals(tsns(1, 2), writeAll());
  }

  @Test
  void sacksOfWhatWasNeverSentAreNotObeyed() {
    offer(100);
    writeAll();
    assertThrows(MalformedPacketException.class, () -> sack(1 << 20, 10));
    assertThrows(MalformedPacketException.class, () -> sack(1 << 20, 0, 2, 10));
    assertThrows(MalformedPacketException.class, () -> sack(1 << 20, -1, 2, 0xfffe));
    assertThrows(MalformedPacketException.class, () -> sack(1 << 20, 1 << 30));
    assertEquals(10L * SIZE, sender.inFlight());
  }

  @Test
  void anOldSackIsIgnored() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, 5);
    assertFalse(sack(0, 3));
    assertEquals(1 << 20, sender.peerWindow());
  }

  @Test
  void acknowledgingByteByByteGainsNothing() throws Exception {
    offer(100);
    writeAll();
    sack(1 << 20, 4);
    long window = sender.congestionWindow();
    for (int i = 0; i < 100; i++) {
      sack(1 << 20, 4);
    }
    assertEquals(window, sender.congestionWindow());
  }

  @Test
  void aClosedWindowIsProbedAfterATimeoutAndThenMoreRarely() throws Exception {
    sender = newSender(0);
    offer(10);
    assertEquals(List.of(), writeAll());
    long first = sender.nextTimeout() - now;
    assertEquals(rto.timeout(), first);
    now = sender.nextTimeout();
    assertFalse(sender.handleTimeout(now));
    assertEquals(tsns(0, 1), writeAll());
    assertTrue(sack(0, -1), "the peer is alive");
    sack(0, 0);
    assertEquals(List.of(), writeAll());
    assertEquals(2 * first, sender.nextTimeout() - now);
  }

  @Test
  void aProbeThatWasDroppedGoesAgainWhenTheWindowOpens() throws Exception {
    sender = newSender(0);
    offer(10);
    writeAll();
    now = sender.nextTimeout();
    writeAll();
    sack(0, -1);
    now = sender.nextTimeout();
    assertTrue(sender.handleTimeout(now));
    writeAll();
    assertEquals(10L * SIZE, sender.congestionWindow(), "no congestion");
    sack(1 << 20, -1);
    assertEquals(tsns(0, 10), writeAll());
  }

  @Test
  void thePeersWindowBoundsWhatIsInFlight() throws Exception {
    sender = newSender(3L * SIZE + 100);
    offer(10);
    assertEquals(tsns(0, 3), writeAll());
    sack(2L * SIZE, 0);
    assertEquals(List.of(), writeAll());
    sack(4L * SIZE, 1);
    assertEquals(tsns(3, 3), writeAll());
  }

  @Test
  void aBurstIsBoundedUntilATickOrASack() throws Exception {
    sender = newSender(options.withMaxBurst(4), 1 << 20);
    offer(100);
    assertEquals(tsns(0, 4), writeAll());
    assertEquals(now + MS, sender.nextTimeout());
    now += MS;
    assertEquals(tsns(4, 4), writeAll());
    sack(1 << 20, 0);
    assertEquals(tsns(8, 4), writeAll());
  }

  @Test
  void roundTripsAreMeasuredByChunksSentOnce() throws Exception {
    offer(100);
    writeAll();
    now += 30 * MS;
    sack(1 << 20, 0);
    assertEquals(30 * MS, rto.smoothed());
    now = sender.nextTimeout();
    sender.handleTimeout(now);
    writeAll();
    now += 5 * MS;
    sack(1 << 20, 1);
    assertEquals(30 * MS, rto.smoothed());
  }

  @Test
  void aSmallMessageFillsThePacketButALargeOneIsNotCutForLittle() {
    queue.offer(message(0, 1_000));
    queue.offer(message(1, 100));
    queue.offer(message(2, 5_000));
    int end = sender.write(packet, 0, LIMIT, packet.length, now);
    assertEquals(2 * Data.HEADER + 1_100, end);
    assertEquals(Data.BEGIN | Data.END, Data.flags(packet, 0));
    assertEquals(1, Data.streamId(packet, Data.HEADER + 1_000));
  }

  @Test
  void streamsTakeTurnsByMessageAndKeepTheirOrder() {
    for (int i = 0; i < 3; i++) {
      queue.offer(message(0, SIZE));
      queue.offer(message(0, SIZE));
      queue.offer(message(i + 1, SIZE));
    }
    List<Integer> streams = new ArrayList<>();
    List<Integer> ssns = new ArrayList<>();
    while (sender.write(packet, 0, LIMIT, packet.length, now) > 0) {
      streams.add(Data.streamId(packet, 0));
      if (streams.getLast() == 0) {
        ssns.add(Data.ssn(packet, 0));
      }
    }
    assertEquals(List.of(0, 1, 2, 3, 0, 0, 0, 0, 0), streams);
    assertEquals(List.of(0, 1, 2, 3, 4, 5), ssns);
  }

  @Test
  void aChunkCutForALargerPathGoesAgainWhole() {
    queue.offer(message(0, 1_900));
    assertEquals(1_900 + Data.HEADER, sender.write(packet, 0, 2_000, 2_000, now));
    now = sender.nextTimeout();
    sender.handleTimeout(now);
    assertEquals(1_900 + Data.HEADER, sender.write(packet, 0, LIMIT, 2_000, now));
  }

  @Test
  void theLastChunkAsksForASackAtOnceWhenTheQueueIsEmptyOrTheWindowUsedUp() throws Exception {
    offer(12);
    List<Boolean> asks = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      while (sender.write(packet, 0, LIMIT, packet.length, now) > 0) {
        asks.add((Data.flags(packet, 0) & Data.IMMEDIATE) != 0);
      }
      sack(1 << 20, 9);
    }
    List<Boolean> expected = new ArrayList<>(Collections.nCopies(12, false));
    expected.set(9, true);
    expected.set(11, true);
    assertEquals(expected, asks, "the tenth uses the window up, the twelfth empties the queue");
  }

  private void offer(int chunks) {
    assertTrue(queue.offer(message(0, chunks * SIZE)));
  }

  private static SctpMessage message(int stream, int size) {
    return new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
  }

  private List<Integer> writeAll() {
    List<Integer> sent = new ArrayList<>();
    while (sender.write(packet, 0, LIMIT, packet.length, now) > 0) {
      sent.add(Data.tsn(packet, 0));
    }
    return sent;
  }

  private static List<Integer> tsns(int from, int count) {
    List<Integer> tsns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tsns.add(FIRST + from + i);
    }
    return tsns;
  }

  /**
   * @param cumulative index of the last chunk in sequence, -1 for none
   * @param gap start and end of gap blocks, from the cumulative TSN
   */
  private boolean sack(long window, int cumulative, int... gap) throws Exception {
    byte[] chunk = new byte[Sack.HEADER + 2 * gap.length];
    Sack.writeHeader(chunk, 0, FIRST + cumulative, window, gap.length / 2, 0);
    for (int i = 0; i < gap.length; i++) {
      Wire.put16(chunk, Sack.HEADER + 2 * i, gap[i]);
    }
    Sack sack = new Sack();
    sack.read(chunk, 0);
    return sender.acknowledge(sack, now);
  }
}
