package io.sluice.transport.sctp.attack;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Scripts drawn from seeds; {@code -Pfuzz} lets a fuzzer write them. */
class ScriptTest {
  private static final int SEEDS = 1_500;

  @Test
  void anAssociationKeepsItsPromisesWhateverIsDoneToIt() {
    playAll(ScriptedPeer::play);
  }

  @Test
  void twoAssociationsDeliverEverythingWhateverTheirNetworkDoes() {
    playAll(ScriptedPair::play);
  }

  private static void playAll(Consumer<byte[]> target) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] script = new byte[random.nextInt(2_000)];
      random.nextBytes(script);
      try {
        target.accept(script);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
