package io.sluice.transport.sctp.networks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the network does, and whatever either side was told: every message arrives intact, once,
 * in order where asked, and both sides end. A failure names its seed.
 */
class ManyNetworksTest {
  private static final int RUNS = 5_000;

  @Test
  void everyPromiseIsKeptOnFiveThousandNetworks() {
    long connected = IntStream.range(0, RUNS).parallel().filter(ManyNetworksTest::play).count();
    assertTrue(connected > 0.99 * RUNS, "only " + connected + " were connected");
  }

  private static boolean play(int seed) {
    try {
      return new Simulation(seed).play();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
