package io.sluice.transport.sctp.networks;

import io.sluice.transport.sctp.api.CongestionAlgorithm;
import io.sluice.transport.sctp.api.SackPolicy;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimNet;
import java.time.Duration;
import java.util.SplittableRandom;

/** The network and the options of a seed. Both directions, and both ends, are drawn apart. */
final class Plan {
  static final int LARGEST = 20_000;

  private final SplittableRandom random;
  private final long seed;

  /** Packets go without checksum: then nothing may be corrupted, as below DTLS. */
  private final boolean zeroChecksum;

  Plan(SplittableRandom random, long seed) {
    this.random = random;
    this.seed = seed;
    this.zeroChecksum = random.nextInt(4) == 0;
  }

  SimNet net() {
    return new SimNet(link(), link(), seed);
  }

  private LinkProfile link() {
    double worst = random.nextInt(4) == 0 ? 0.3 : 0.05;
    LinkProfile link =
        LinkProfile.of(Duration.ofNanos(random.nextInt(100, 100_000) * 1_000L))
            .withFaults(
                random.nextDouble() * worst,
                random.nextDouble() * 0.1,
                random.nextDouble() * 0.2,
                zeroChecksum ? 0 : random.nextDouble() * 0.02);
    if (random.nextBoolean()) {
      link = link.withJitter(Duration.ofMillis(random.nextInt(1, 50)));
    }
    if (random.nextInt(3) == 0) {
      link = link.withRate(random.nextInt(200_000, 5_000_000), 30_000, 65);
    }
    return link;
  }

  /**
   * @param one whether for that one of both ends which may be ready for packets without checksum
   *     though the other sends none
   */
  SctpOptions options(boolean one) {
    CongestionAlgorithm[] algorithms = CongestionAlgorithm.values();
    SackPolicy[] policies = SackPolicy.values();
    return SctpOptions.defaults()
        .withPathMtu(pathMtu())
        .withStreams(random.nextInt(8, 100))
        .withMaxMessageSize(LARGEST)
        .withSendBuffer(LARGEST << random.nextInt(8))
        .withReceiveWindow(LARGEST << random.nextInt(8))
        .withMaxRetransmissions(30)
        .withInterleaving(random.nextBoolean())
        .withCongestion(algorithms[random.nextInt(algorithms.length)])
        .withSackPolicy(policies[random.nextInt(policies.length)])
        .withSackDelay(Duration.ofMillis(random.nextInt(1, 300)))
        .withOfferZeroChecksum(zeroChecksum || one && random.nextBoolean());
  }

  /** Mostly the usual one. */
  int pathMtu() {
    return random.nextInt(3) == 0 ? random.nextInt(SctpOptions.MIN_PATH_MTU, 9_000) : 1191;
  }
}
