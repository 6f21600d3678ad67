package io.sluice.transport.sctp.networks;

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
    IntStream.range(0, RUNS)
        .parallel()
        .forEach(
            seed -> {
              try {
                new Simulation(seed).play();
              } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
              }
            });
  }
}
