package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of a link is used, headers included, in simulated time. */
class ThroughputTest {
  private static final int MEGABIT = 125_000;
  private static final int OVERHEAD = 65;

  @Test
  void aLinkOf100MegabitAnd50MillisecondsIsFilled() {
    LinkProfile link =
        LinkProfile.of(Duration.ofMillis(25)).withRate(100 * MEGABIT, 700_000, OVERHEAD);
    assertTrue(rate(link, 100_000_000) >= 0.9 * 100 * MEGABIT);
  }

  @Test
  void aFastLinkWithoutDelayIsFilled() {
    LinkProfile link =
        LinkProfile.of(Duration.ofNanos(100_000)).withRate(1_000 * MEGABIT, 500_000, OVERHEAD);
    assertTrue(rate(link, 200_000_000) >= 0.9 * 1_000 * MEGABIT);
  }

  @Test
  void windowsOf16MebibytesCarryAHundredMillisecondsAt500Megabit() {
    LinkProfile link =
        LinkProfile.of(Duration.ofMillis(50)).withRate(500 * MEGABIT, 12_000_000, OVERHEAD);
    assertTrue(rate(link, 300_000_000) >= 0.8 * 500 * MEGABIT);
  }

  /**
   * Bytes on the link for user data in each simulated second, from the first to the last message.
   */
  private static double rate(LinkProfile link, int bytes) {
    int size = 1 << 17;
    SimPair pair = new SimPair(SctpOptions.defaults(), link, 1).connected();
    byte[] message = new byte[size];
    int count = bytes / size;
    for (int i = 0; i < count; i++) {
      pair.left().send(0, true, message);
    }
    long begun = pair.now();
    pair.right().keepNothing();
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == count, Duration.ofMinutes(5)));
    double onLink = (double) count * size * (1188 + OVERHEAD) / 1160;
    double rate = onLink * 1e9 / (pair.now() - begun);
    return rate;
  }
}
