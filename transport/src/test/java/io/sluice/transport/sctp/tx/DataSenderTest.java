package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent when nothing is lost. */
class DataSenderTest extends SenderFixture {
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
  void aProbeThatIsNotNeededAnyMoreWakesNobody() throws Exception {
    sender = newSender(SIZE - 100);
    offer(10);
    assertEquals(List.of(), writeAll());
    long due = sender.nextTimeout();
    sender.pathMtu(600);
    assertTrue(sender.write(packet, 0, 600, 600, now) > 0, "a smaller chunk fits");
    now = due;
    sender.handleTimeout(now);
    assertTrue(sender.nextTimeout() > now);
  }

  @Test
  void aProbeWhoseMessageHasExpiredWakesNobody() {
    sender = newSender(0);
    Reliability brief = new Reliability.LimitedLifetime(rto.timeout());
    assertTrue(queue.offer(new SctpMessage(0, 53, false, brief, ByteBuffer.allocate(SIZE)), now));
    assertEquals(List.of(), writeAll());
    assertEquals(now + rto.timeout(), sender.nextTimeout());
    timeout();
    assertEquals(List.of(), writeAll());
    assertEquals(Long.MAX_VALUE, sender.nextTimeout());
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
  void aSmallMessageFillsThePacketButALargeOneIsNotCutForLittle() {
    queue.offer(message(0, 1_000), now);
    queue.offer(message(1, 100), now);
    queue.offer(message(2, 5_000), now);
    int end = sender.write(packet, 0, LIMIT, packet.length, now);
    assertEquals(2 * Data.HEADER + 1_100, end);
    assertEquals(Data.BEGIN | Data.END, Data.flags(packet, 0));
    assertEquals(1, Data.streamId(packet, Data.HEADER + 1_000));
  }

  @Test
  void streamsTakeTurnsByMessageAndKeepTheirOrder() {
    for (int i = 0; i < 3; i++) {
      queue.offer(message(0, SIZE), now);
      queue.offer(message(0, SIZE), now);
      queue.offer(message(i + 1, SIZE), now);
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
    queue.offer(message(0, 1_900), now);
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
}
