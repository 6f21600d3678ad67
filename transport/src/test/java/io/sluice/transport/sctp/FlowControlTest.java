package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimNet;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An application that does not read stops its peer, and lets it go on. */
class FlowControlTest {
  private static final LinkProfile LINK = LinkProfile.of(Duration.ofMillis(10));
  private static final SctpOptions SMALL =
      SctpOptions.defaults().withMaxMessageSize(50_000).withReceiveWindow(100_000);

  @Test
  void aReaderThatStopsClosesTheWindowAndOneThatGoesOnOpensItAtOnce() {
    SimPair pair = new SimPair(SMALL, LINK, 1).connected();
    pair.right().reading(false);
    for (int i = 0; i < 40; i++) {
      pair.left().send(0, false, new byte[50_000]);
    }
    pair.runFor(Duration.ofMinutes(10));
    assertTrue(pair.right().association().stats().payloadReceived() <= 127_000);
    assertTrue(pair.left().association().stats().retransmissions() < 100);
    assertEquals(null, pair.left().closed());
    pair.right().reading(true);
    assertTrue(
        pair.runUntil(() -> pair.right().receivedCount() == 40, Duration.ofSeconds(3)),
        () -> "taken " + pair.right().receivedCount());
  }

  @Test
  void aLostWindowUpdateIsMadeUpForByProbes() {
    SimPair pair = new SimPair(SMALL, LINK, 1).connected();
    pair.right().reading(false);
    for (int i = 0; i < 4; i++) {
      pair.left().send(0, false, new byte[50_000]);
    }
    pair.runFor(Duration.ofSeconds(10));
    pair.net().back().cut(true);
    pair.right().reading(true);
    pair.runFor(Duration.ofMillis(100));
    pair.right().reading(true);
    pair.net().back().cut(false);
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 4, Duration.ofSeconds(20)));
  }

  @Test
  void messagesAsLargeAsTheWindowPassOneAfterTheOther() {
    SctpOptions tight = SctpOptions.defaults().withMaxMessageSize(60_000).withReceiveWindow(60_000);
    SimPair pair = new SimPair(tight, LINK, 1).connected();
    for (int i = 0; i < 10; i++) {
      pair.left().send(i % 3, i % 2 == 0, new byte[60_000]);
    }
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 10, Duration.ofSeconds(30)));
  }

  @Test
  void messagesNearlyAsLargeAsTheWindowPassALossyNetworkToo() {
    SctpOptions tight = SctpOptions.defaults().withMaxMessageSize(60_000).withReceiveWindow(70_000);
    for (int seed = 0; seed < 20; seed++) {
      SimNet net = new SimNet(LINK.withFaults(0.1, 0.05, 0.2, 0), seed);
      SimPair pair = new SimPair(tight, tight, net, seed).connected();
      for (int i = 0; i < 10; i++) {
        pair.left().send(i % 3, i % 2 == 0, new byte[60_000]);
      }
      assertTrue(
          pair.runUntil(() -> pair.right().receivedCount() == 10, Duration.ofMinutes(2)),
          "seed " + seed + " " + pair);
    }
  }

  @Test
  void aBatchOfPacketsCostsOneSack() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    for (int i = 0; i < 10; i++) {
      pair.left().send(0, false, new byte[1 << 20]);
    }
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 10, Duration.ofSeconds(10)));
    long data = pair.left().association().stats().packetsSent();
    long sacks = pair.right().association().stats().packetsSent();
    assertTrue(sacks < data / 5, sacks + " for " + data);
  }
}
