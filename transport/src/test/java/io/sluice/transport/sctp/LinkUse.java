package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimFlows;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;

/** Flows that always have something to send, on one link, and what they make of it. */
final class LinkUse {
  static final long MEGABIT = 125_000;
  static final int OVERHEAD = 65;
  private static final int MESSAGE = 1 << 16;

  private final LinkProfile link;
  private final SimFlows flows;

  LinkUse(LinkProfile link, long seed) {
    this.link = link;
    this.flows = new SimFlows(link, seed);
  }

  /** A link of so many megabits a second and so long a round trip. */
  static LinkProfile link(int megabits, int roundTripMillis, double queueInProducts) {
    long rate = megabits * MEGABIT;
    long product = rate * roundTripMillis / 1_000;
    return LinkProfile.of(Duration.ofNanos(roundTripMillis * 500_000L))
        .withRate(rate, (int) (product * queueInProducts), OVERHEAD);
  }

  /** Options with windows that no product of rate and delay here exceeds. */
  static SctpOptions options() {
    return SctpOptions.defaults().withSendBuffer(64 << 20).withReceiveWindow(64 << 20);
  }

  SimPair add(SctpOptions options) {
    SimPair pair = flows.add(options);
    pair.left().sendEndlessly(MESSAGE);
    pair.right().keepNothing();
    return pair;
  }

  SimFlows flows() {
    return flows;
  }

  void runFor(double seconds) {
    flows.runFor(Duration.ofMillis((long) (1_000 * seconds)));
  }

  /** Which part of the link, headers included, each pair uses while so much time passes. */
  double[] shares(double seconds, SimPair... pairs) {
    long[] before = new long[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      before[i] = received(pairs[i]);
    }
    runFor(seconds);
    double[] shares = new double[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      double onLink = (received(pairs[i]) - before[i]) * (1188.0 + OVERHEAD) / 1160;
      shares[i] = onLink / (link.bytesPerSecond() * seconds);
    }
    return shares;
  }

  double share(double seconds, SimPair pair) {
    return shares(seconds, pair)[0];
  }

  private static long received(SimPair pair) {
    return pair.right().association().stats().payloadReceived();
  }
}
