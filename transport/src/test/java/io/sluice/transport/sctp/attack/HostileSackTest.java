package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A receiver that lies about what it has received. */
class HostileSackTest {
  private static final long WINDOW = 1 << 30;

  private final HandMadePeer peer;

  HostileSackTest() throws Exception {
    peer = HandMadePeer.established();
    offer(peer);
  }

  @Test
  void acknowledgingWhatNeverArrivedHarmsNobodyElse() {
    // The peer says it has everything at once, again and again: it gets no more than its own
    // window, and this side keeps no more than its buffer.
    for (int round = 0; round < 2_000; round++) {
      int highest = highestTsn(peer.drain());
      SctpStats stats = peer.association.stats();
      assertTrue(stats.inFlight() <= 1 << 20, "in flight " + stats.inFlight());
      assertTrue(stats.buffered() <= SctpOptions.defaults().sendBuffer() + (1 << 20));
      peer.now += 1_000;
      peer.send(peer.packet().sack(Math.max(highest, peer.firstTsn), 1 << 20));
      peer.firstTsn = Math.max(highest, peer.firstTsn);
      offer(peer);
    }
    assertNull(peer.closed());
  }

  @Test
  void splittingAnAcknowledgementGrowsNoLargerWindow() throws Exception {
    long whole = windowAfter(1);
    long split = windowAfter(10);
    assertTrue(split <= whole + 1_160, split + " after ten SACKs, " + whole + " after one");
  }

  /** The congestion window after ten chunks have been acknowledged in so many SACKs. */
  private static long windowAfter(int sacks) throws Exception {
    HandMadePeer other = HandMadePeer.established();
    offer(other);
    other.drain();
    other.now += 50_000_000;
    for (int i = 1; i <= sacks; i++) {
      other.send(other.packet().sack(other.firstTsn - 1 + 10 * i / sacks, WINDOW));
    }
    return other.association.stats().congestionWindow();
  }

  @Test
  void aSackThatIsWrongAtItsEndIsNotObeyedAtItsBeginning() {
    peer.drain();
    long buffered = peer.association.stats().buffered();
    for (int[] gaps :
        new int[][] {{3, 4, 2, 2}, {2, 3, 3, 4}, {0, 0}, {2, 4, 6, 5}, {2, 3, 5, 0xffff}}) {
      peer.send(peer.packet().sack(peer.firstTsn + 2, 0, gaps));
      SctpStats stats = peer.association.stats();
      assertEquals(buffered, stats.buffered());
      assertEquals(1 << 20, stats.peerWindow());
    }
    assertEquals(5, peer.association.stats().packetsDropped());
  }

  @Test
  void duplicatesThatNeverWereChangeNothing() {
    peer.drain();
    byte[] packet = new byte[Packet.HEADER + Sack.HEADER + 4 * 200];
    Packet.writeHeader(packet, 0, 5000, 5000, peer.tag);
    Sack.writeHeader(packet, Packet.HEADER, peer.firstTsn - 1, WINDOW, 0, 200);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      Wire.put32(packet, Packet.HEADER + Sack.HEADER + 4 * i, random.nextInt());
    }
    new Checksum().seal(packet, 0, packet.length);
    for (int i = 0; i < 100; i++) {
      peer.send(packet);
    }
    assertEquals(0, peer.association.stats().packetsDropped());
    assertEquals(0, peer.association.stats().retransmissions());
    assertNull(peer.closed());
  }

  @Test
  void aPeerThatTakesBackWhatItHadGetsItAgain() {
    int sent = highestTsn(peer.drain()) - peer.firstTsn + 1;
    for (int i = 0; i < 50; i++) {
      peer.now += 1_000_000;
      peer.send(peer.packet().sack(peer.firstTsn - 1, WINDOW, 2, sent));
      peer.send(peer.packet().sack(peer.firstTsn - 1, WINDOW, sent, sent));
      peer.drain();
    }
    SctpStats stats = peer.association.stats();
    assertTrue(
        stats.inFlight() >= 0 && stats.inFlight() <= stats.congestionWindow() + 1_160L * sent);
    assertNull(peer.closed());
    deliverTheRest();
  }

  @Test
  void randomLiesLeaveTheAccountsRight() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      HandMadePeer other = HandMadePeer.established();
      offer(other);
      SplittableRandom random = new SplittableRandom(seed);
      int next = other.firstTsn;
      for (int i = 0; i < 200; i++) {
        next = Math.max(next, highestTsn(other.drain()) + 1);
        int flight = next - other.firstTsn;
        int cumulative = other.firstTsn - 1 + (flight == 0 || random.nextInt(10) != 0 ? 0 : 1);
        other.send(other.packet().sack(cumulative, WINDOW, gaps(random, next - 1 - cumulative)));
        other.firstTsn = cumulative + 1;
        other.now += random.nextInt(30_000_000);
        if (other.association.nextTimeout() <= other.now) {
          other.association.handleTimeout(other.now);
        }
        SctpStats stats = other.association.stats();
        assertTrue(stats.inFlight() >= 0, "seed " + seed + " " + stats);
        assertTrue(stats.inFlight() <= 1_200L * (next - other.firstTsn), "seed " + seed + stats);
      }
      assertNull(other.closed(), "seed " + seed);
    }
  }

  private static int[] gaps(SplittableRandom random, int flight) {
    if (flight < 4) {
      return new int[0];
    }
    int first = 2 + random.nextInt(flight - 2);
    int second = first + random.nextInt(flight - first + 1);
    boolean two = second + 2 <= flight && random.nextBoolean();
    return two ? new int[] {first, second, second + 2, flight} : new int[] {first, second};
  }

  /** From here on the peer is honest; everything must be acknowledged in the end. */
  private void deliverTheRest() {
    SctpStats stats = peer.association.stats();
    int cumulative = peer.firstTsn - 1;
    for (int i = 0; i < 10_000 && stats.buffered() > 0; i++) {
      List<byte[]> packets = peer.drain();
      if (packets.isEmpty()) {
        packets = peer.waitForTimer();
      }
      cumulative = Math.max(cumulative, highestTsn(packets));
      peer.now += 10_000_000;
      peer.send(peer.packet().sack(cumulative, WINDOW));
      stats = peer.association.stats();
    }
    assertEquals(0, stats.buffered());
    assertEquals(0, stats.inFlight());
  }

  /** The highest TSN in the packets; those of the test never wrap below the first. */
  private static int highestTsn(List<byte[]> packets) {
    int highest = Integer.MIN_VALUE;
    for (byte[] packet : packets) {
      if (PacketBuilder.types(packet).contains(ChunkType.DATA)) {
        int at = Packet.HEADER;
        while (at < packet.length) {
          if (Wire.u8(packet, at) == ChunkType.DATA) {
            highest = Math.max(highest, Data.tsn(packet, at));
          }
          at += Wire.padded(Wire.u16(packet, at + 2));
        }
      }
    }
    return highest;
  }

  /** Fills the send buffer. */
  private static void offer(HandMadePeer peer) {
    ByteBuffer payload = ByteBuffer.allocate(100_000);
    while (peer.association.send(new SctpMessage(0, 53, false, payload), peer.now)) {}
  }
}
