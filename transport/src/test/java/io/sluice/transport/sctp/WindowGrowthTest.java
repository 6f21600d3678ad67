package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The receive window becomes what the path needs, and no more. */
class WindowGrowthTest {
  private static final int MEGABIT = 125_000;
  private static final SctpOptions GROWING =
      SctpOptions.defaults().withReceiveWindow(1 << 20).withMaxReceiveWindow(16 << 20);

  @Test
  void aGigabitOverAHundredMillisecondsIsAsFastAsWithAWindowThatIsLargeFromTheBeginning() {
    LinkProfile link =
        LinkProfile.of(Duration.ofMillis(50)).withRate(1_000 * MEGABIT, 12_000_000, 65);
    SctpOptions large = SctpOptions.defaults().withReceiveWindow(16 << 20);
    double growing = seconds(new SimPair(GROWING, link, 1).connected());
    double fixed = seconds(new SimPair(large, link, 1).connected());
    assertTrue(growing <= 1.1 * fixed, growing + " s, not " + fixed + " s");
  }

  @Test
  void aSlowPathLeavesItAsItIs() {
    LinkProfile link = LinkProfile.of(Duration.ofMillis(10)).withRate(100 * MEGABIT, 100_000, 65);
    SimPair pair = new SimPair(GROWING, link, 1).connected();
    // The receiver has a round trip time when it has sent something itself.
    pair.right().send(0, false, new byte[1]);
    seconds(pair);
    assertEquals(1 << 20, pair.right().association().stats().receiveWindow());
  }

  private static double seconds(SimPair pair) {
    long begun = pair.now();
    pair.right().keepNothing();
    for (int i = 0; i < 500; i++) {
      pair.left().send(0, true, new byte[1 << 17]);
    }
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 500, Duration.ofMinutes(5)));
    return (pair.now() - begun) / 1e9;
  }
}
