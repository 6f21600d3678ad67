package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the default controller makes of long, lossy, shared and interrupted paths. */
class BadNetworksTest {
  private static final long SEED = 8;
  private static final SctpOptions OPTIONS = LinkUse.options();
  private static final LinkProfile MEDIUM = LinkUse.link(100, 50, 1);

  @Test
  void aHundredMegabitAtFiftyMillisecondsAreUsed() {
    assertShare(0.9, MEDIUM, 5);
  }

  @Test
  void onePercentOfLossCostsLittle() {
    assertShare(0.8, MEDIUM.withLoss(0.01), 5);
  }

  @Test
  void onePercentOfLossInRunsCostsLittle() {
    assertShare(0.8, MEDIUM.withLoss(0.01).withLossRun(5), 5);
  }

  @Test
  void fivePercentOfLossLeaveMoreThanHalf() {
    assertShare(0.5, MEDIUM.withLoss(0.05), 5);
  }

  @Test
  void reorderingAndJitterCostLittle() {
    assertShare(0.8, MEDIUM.withFaults(0, 0.01, 0.01, 0).withJitter(Duration.ofMillis(5)), 5);
  }

  @Test
  void jitterFarBeyondTheRoundTripCostsLittle() {
    assertShare(0.8, LinkUse.link(100, 2, 20).withJitter(Duration.ofMillis(10)), 5);
    assertShare(0.8, LinkUse.link(100, 1, 80).withJitter(Duration.ofMillis(20)), 5);
  }

  @Test
  void aGigabitAtAHundredMillisecondsAndAShallowQueueIsUsed() {
    assertShare(0.8, LinkUse.link(1_000, 100, 0.15), 5);
  }

  @Test
  void twoFlowsThatBeginTogetherShareALink() {
    LinkUse use = new LinkUse(MEDIUM, SEED);
    SimPair one = use.add(OPTIONS);
    SimPair other = use.add(OPTIONS);
    use.runFor(10);
    assertFair(use.shares(15, one, other));
  }

  @Test
  void aFlowThatComesLaterGetsItsShareToo() {
    double[] shares = new double[2];
    int seeds = 8;
    for (int seed = 1; seed <= seeds; seed++) {
      LinkUse use = new LinkUse(MEDIUM, seed);
      SimPair one = use.add(OPTIONS);
      use.runFor(5);
      SimPair other = use.add(OPTIONS);
      use.runFor(10);
      double[] its = use.shares(15, one, other);
      assertTrue(its[1] >= 0.25, "seed " + seed + ", " + its[0] + " and " + its[1]);
      shares[0] += its[0] / seeds;
      shares[1] += its[1] / seeds;
    }
    // How two of them share a link for some seconds is chance; who gets more is not to be.
    assertFair(shares);
  }

  @Test
  void afterAnOutageOfFiveSecondsTheRateIsBackInTwo() {
    LinkUse use = new LinkUse(MEDIUM, SEED);
    SimPair pair = use.add(OPTIONS);
    use.runFor(5);
    pair.net().cut(true);
    use.runFor(5);
    pair.net().cut(false);
    use.runFor(1.5);
    double share = use.share(0.5, pair);
    assertTrue(share >= 0.8, () -> message(share, pair));
    assertEquals(null, pair.left().closed());
  }

  @Test
  void aDeepQueueIsNotFilled() {
    LinkProfile link = LinkUse.link(100, 50, 20);
    LinkUse use = new LinkUse(link, SEED);
    SimPair pair = use.add(OPTIONS);
    double share = use.share(10, pair);
    assertTrue(share >= 0.85, () -> message(share, pair));
    long product = link.bytesPerSecond() / 20;
    long most = use.flows().bottleneck().takeMostWaiting();
    assertTrue(most <= 2 * product, "waiting " + most + " of " + product);
  }

  @Test
  void aRateThatFallsIsFollowedDownAndUpAgain() {
    LinkUse use = new LinkUse(MEDIUM, SEED);
    SimPair pair = use.add(OPTIONS);
    use.runFor(5);
    use.flows().bottleneck().rate(20 * LinkUse.MEGABIT);
    use.runFor(5);
    double slow = 5 * use.share(3, pair);
    assertTrue(slow >= 0.8, () -> message(slow, pair));
    use.flows().bottleneck().rate(100 * LinkUse.MEGABIT);
    use.runFor(15);
    double fast = use.share(3, pair);
    assertTrue(fast >= 0.8, () -> message(fast, pair));
  }

  private static void assertShare(double least, LinkProfile link, double seconds) {
    LinkUse use = new LinkUse(link, SEED);
    SimPair pair = use.add(OPTIONS);
    use.runFor(3);
    double share = use.share(seconds, pair);
    assertTrue(share >= least, () -> message(share, pair));
  }

  private static void assertFair(double[] shares) {
    double sum = shares[0] + shares[1];
    assertTrue(sum >= 0.9, "seed " + SEED + ", sum " + sum);
    double first = shares[0] / sum;
    assertTrue(first >= 0.4 && first <= 0.6, "seed " + SEED + ", share of the first " + first);
  }

  private static String message(double share, SimPair pair) {
    return "seed %d, share %.3f, %s".formatted(SEED, share, pair);
  }
}
