package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.CongestionAlgorithm;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;

/**
 * What each controller makes of each network: the table of docs/PERFORMANCE.md.
 *
 * <p>Run by hand: {@code java -cp target/classes:target/test-classes
 * io.sluice.transport.sctp.CongestionBench}.
 */
final class CongestionBench {
  private static final int WARM_UP = 5;
  private static final int SECONDS = 20;

  private static String only = "";

  private CongestionBench() {}

  /**
   * @param args a controller and how a network's name begins; all if there are none
   */
  public static void main(String[] args) {
    LinkProfile medium = LinkUse.link(100, 50, 1);
    only = args.length > 1 ? args[1] : "";
    for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
      if (args.length > 0 && !args[0].equals(algorithm.name())) {
        continue;
      }
      alone("no loss", algorithm, medium);
      alone("0.1 %", algorithm, medium.withLoss(0.001));
      alone("1 %", algorithm, medium.withLoss(0.01));
      alone("1 % in runs of 5", algorithm, medium.withLoss(0.01).withLossRun(5));
      alone("5 %", algorithm, medium.withLoss(0.05));
      alone("queue 10 %", algorithm, LinkUse.link(100, 50, 0.1));
      alone("queue 4 BDP", algorithm, LinkUse.link(100, 50, 4));
      alone("jitter 10 ms", algorithm, medium.withJitter(Duration.ofMillis(10)));
      alone("reordering 1 %", algorithm, medium.withFaults(0, 0, 0.01, 0));
      alone("1 Gbit/s 100 ms queue 10 %", algorithm, LinkUse.link(1_000, 100, 0.1));
      alone(
          "500 Mbit/s 2 ms, jitter 10 ms",
          algorithm,
          LinkUse.link(500, 2, 20).withJitter(Duration.ofMillis(10)));
      alone("10 Mbit/s 20 ms", algorithm, LinkUse.link(10, 20, 1));
      together("with its like", algorithm, algorithm, medium);
      together("with its like, queue 20 %", algorithm, algorithm, LinkUse.link(100, 50, 0.2));
      together("with NewReno", algorithm, CongestionAlgorithm.NEW_RENO, medium);
      together(
          "with NewReno, queue 4 BDP",
          algorithm,
          CongestionAlgorithm.NEW_RENO,
          LinkUse.link(100, 50, 4));
    }
  }

  private static void alone(String what, CongestionAlgorithm algorithm, LinkProfile link) {
    if (!what.startsWith(only)) {
      return;
    }
    LinkUse use = new LinkUse(link, 1);
    SimPair pair = use.add(options(algorithm));
    double early = use.share(WARM_UP, pair);
    long startQueue = use.flows().bottleneck().takeMostWaiting();
    double share = use.share(SECONDS, pair);
    SctpStats stats = pair.left().association().stats();
    double product = link.bytesPerSecond() * 2.0 * link.latencyNanos() / 1e9;
    System.out.printf(
        "%-9s %-28s %5.1f %% (start %5.1f %%)  queue %.2f / %.2f BDP  resent %.1f %%  timeouts %d"
            + " spurious %d probes %d%n",
        algorithm,
        what,
        100 * share,
        100 * early,
        startQueue / product,
        use.flows().bottleneck().takeMostWaiting() / product,
        100.0 * stats.retransmissions() * 1160 / stats.payloadSent(),
        stats.timeouts(),
        stats.spuriousTimeouts(),
        stats.tailProbes());
  }

  private static void together(
      String what, CongestionAlgorithm one, CongestionAlgorithm other, LinkProfile link) {
    if (!what.startsWith(only)) {
      return;
    }
    LinkUse use = new LinkUse(link, 1);
    SimPair second = use.add(options(other));
    use.runFor(2 * WARM_UP);
    SimPair first = use.add(options(one));
    use.runFor(2 * WARM_UP);
    double[] shares = use.shares(2 * SECONDS, first, second);
    System.out.printf(
        "%-9s %-28s %5.1f %% : %5.1f %%%n", one, what, 100 * shares[0], 100 * shares[1]);
  }

  private static SctpOptions options(CongestionAlgorithm algorithm) {
    return LinkUse.options().withCongestion(algorithm);
  }
}
