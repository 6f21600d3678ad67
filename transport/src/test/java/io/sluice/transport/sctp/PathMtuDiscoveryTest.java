package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimNet;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two associations on a path that drops what is longer than it carries. */
class PathMtuDiscoveryTest {
  private static final Duration RTT = Duration.ofMillis(20);
  private static final LinkProfile LINK = LinkProfile.of(RTT.dividedBy(2));
  private static final int BASE = 1191;
  private static final SctpOptions PROBING = SctpOptions.defaults().withMaxPathMtu(16_384);

  @Test
  void theUsualPathsAreFoundInAHandfulOfRoundTrips() {
    assertFound(1435, 1432, 3);
    assertFound(1415, 1412, 2);
    assertFound(8935, 8932, 6);
    assertFound(16_384, 16_384, 8);
  }

  /** {@code roundTrips}: one for the base, one for every size that passes. */
  private static void assertFound(int mtu, int size, int roundTrips) {
    SimPair pair = pair(mtu, LINK, 1);
    pair.connected();
    pair.runFor(RTT.multipliedBy(roundTrips).plusMillis(1));
    assertEquals(size, pathMtu(pair), "of a path of " + mtu);
    pair.runFor(Duration.ofMinutes(1));
    assertEquals(size, pathMtu(pair), "of a path of " + mtu);
  }

  @Test
  void anyPathIsFoundSoon() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      int mtu = random.nextInt(BASE, 16_385);
      SimPair pair = pair(mtu, LINK, i);
      pair.connected();
      pair.runFor(RTT.multipliedBy(30));
      int found = pathMtu(pair);
      assertTrue(found <= mtu && mtu - found <= Math.max(16, found / 64), mtu + ": " + found);
    }
  }

  @Test
  void probesThatCongestionLosesDoNotMakePacketsSmaller() {
    for (int seed = 0; seed < 20; seed++) {
      SimPair pair = pair(1435, LINK.withFaults(0.1, 0.02, 0.1, 0), seed);
      pair.connected();
      transfer(pair, 2 << 20, Duration.ofMinutes(5));
      pair.runFor(Duration.ofMinutes(1));
      assertTrue(pathMtu(pair) >= 1400, "seed " + seed + ": " + pathMtu(pair));
    }
  }

  @Test
  void aPathThatNarrowsCostsNoTransfer() {
    for (int mtu : new int[] {1191, 1300, 1435, 8935}) {
      SimPair pair = pair(16_384, LINK.withRate(12_500_000, 500_000, 65), mtu);
      pair.connected();
      pair.runFor(Duration.ofSeconds(2));
      assertEquals(16_384, pathMtu(pair));
      send(pair, 8 << 20);
      pair.runFor(Duration.ofMillis(200));
      pair.net().there().mtu(mtu);
      assertTrue(
          pair.runUntil(() -> pair.right().receivedCount() == 64, Duration.ofSeconds(2)),
          "narrowed to " + mtu + ": " + pair);
      assertIntact(pair);
      assertTrue(pathMtu(pair) <= mtu && pathMtu(pair) >= Math.min(mtu, BASE));
    }
  }

  @Test
  void anOutageIsNoBlackHole() {
    SimPair pair = pair(8935, LINK.withRate(12_500_000, 500_000, 65), 1);
    pair.connected();
    pair.runFor(Duration.ofSeconds(3));
    send(pair, 8 << 20);
    pair.runFor(Duration.ofMillis(200));
    pair.net().cut(true);
    pair.runFor(Duration.ofSeconds(10));
    pair.net().cut(false);
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 64, Duration.ofSeconds(20)));
    assertEquals(8932, pathMtu(pair));
  }

  @Test
  void aPathThatWidensIsFoundWhenTheRaiseTimerExpires() {
    SimPair pair = pair(1435, LINK, 1);
    pair.connected();
    pair.runFor(Duration.ofMinutes(1));
    assertEquals(1432, pathMtu(pair));
    pair.net().there().mtu(8935);
    pair.runFor(Duration.ofMinutes(8));
    assertEquals(1432, pathMtu(pair));
    pair.runFor(Duration.ofMinutes(2));
    assertEquals(8932, pathMtu(pair));
  }

  @Test
  void aPathThatDoesNotEvenCarryTheBaseIsServedInFragments() {
    SimPair pair = pair(600, LINK, 1);
    pair.connected();
    send(pair, 1 << 20);
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 8, Duration.ofSeconds(30)));
    assertIntact(pair);
    assertEquals(SctpOptions.MIN_PATH_MTU, pathMtu(pair));
    pair.net().there().mtu(1435);
    pair.runFor(Duration.ofSeconds(40));
    assertEquals(1432, pathMtu(pair));
  }

  @Test
  void withoutALargerMaximumNothingIsProbed() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    long sent = pair.left().association().stats().packetsSent();
    pair.runFor(Duration.ofSeconds(20));
    assertEquals(sent, pair.left().association().stats().packetsSent());
  }

  @Test
  void aProbeIsAShortHeartbeatWithPaddingThatAnyPeerCanSkip() throws Exception {
    HandMadePeer peer = HandMadePeer.established(SctpOptions.defaults().withMaxPathMtu(1452));
    List<byte[]> packets = peer.waitForTimer();
    assertEquals(List.of(ChunkType.HEARTBEAT, ChunkType.PAD), PacketBuilder.types(packets.get(0)));
    assertEquals(List.of(ChunkType.HEARTBEAT), PacketBuilder.types(packets.get(1)));
    assertEquals(BASE & ~3, packets.get(0).length);
    assertEquals(28, packets.get(1).length);
  }

  @Test
  void onlyTheEchoOfAProbeConfirmsIt() throws Exception {
    HandMadePeer peer = HandMadePeer.established(SctpOptions.defaults().withMaxPathMtu(1452));
    Heartbeat probe = PacketBuilder.find(peer.waitForTimer(), Heartbeat.class);
    byte[] forged = probe.echo().clone();
    forged[forged.length - 1]++;
    peer.send(new HeartbeatAck(forged));
    assertEquals(List.of(), peer.drain());
    peer.send(new HeartbeatAck(probe.echo()));
    assertEquals(1412, peer.drain().getFirst().length);
    assertEquals(BASE, peer.association.stats().pathMtu());
  }

  @Test
  void aSearchThatIsOverCostsNothingUntilTheRaiseTimer() {
    SimPair pair = pair(1435, LINK, 1);
    pair.connected();
    pair.runFor(Duration.ofSeconds(20));
    long sent = pair.left().association().stats().packetsSent();
    pair.runFor(Duration.ofSeconds(5));
    assertEquals(sent, pair.left().association().stats().packetsSent());
    assertTrue(sent < 30, "sent " + sent);
  }

  private static SimPair pair(int mtu, LinkProfile profile, long seed) {
    SimNet net = new SimNet(profile, seed);
    net.there().mtu(mtu);
    return new SimPair(PROBING, SctpOptions.defaults(), net, seed);
  }

  private static int pathMtu(SimPair pair) {
    return pair.left().association().stats().pathMtu();
  }

  private static void transfer(SimPair pair, int bytes, Duration patience) {
    send(pair, bytes);
    long count = bytes >> 17;
    assertTrue(
        pair.runUntil(() -> pair.right().receivedCount() == count, patience), pair::toString);
    assertIntact(pair);
  }

  private static void send(SimPair pair, int bytes) {
    for (int i = 0; i < bytes >> 17; i++) {
      pair.left().send(i % 3, i % 2 == 0, message(i));
    }
  }

  private static byte[] message(int number) {
    byte[] message = new byte[1 << 17];
    Arrays.fill(message, (byte) number);
    return message;
  }

  private static void assertIntact(SimPair pair) {
    for (SctpMessage message : pair.right().received()) {
      byte[] bytes = new byte[message.payload().remaining()];
      message.payload().get(0, bytes);
      assertTrue(Arrays.equals(message(bytes[0]), bytes));
    }
    assertNull(pair.left().closed());
  }
}
