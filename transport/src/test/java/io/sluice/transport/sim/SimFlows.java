package io.sluice.transport.sim;

import io.sluice.transport.sctp.api.SctpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several pairs of hosts whose packets share one bottleneck on the way there. */
public final class SimFlows {
  private final List<SimPair> pairs = new ArrayList<>();
  private final LinkProfile profile;
  private final Bottleneck bottleneck;
  private final long seed;
  private long now = -Duration.ofSeconds(3).toNanos();

  public SimFlows(LinkProfile profile, long seed) {
    this.profile = profile;
    this.bottleneck = new Bottleneck(profile.bytesPerSecond(), profile.queueBytes());
    this.seed = seed;
  }

  /** Adds a flow and runs until it is connected. */
  public SimPair add(SctpOptions options) {
    long own = seed * 31 + pairs.size();
    SimPair pair = new SimPair(options, options, new SimNet(profile, bottleneck, own), own);
    pairs.add(pair);
    pair.stepAt(now);
    pair.connectBoth();
    while (!(pair.left().isUp() && pair.right().isUp())) {
      runFor(Duration.ofMillis(10));
    }
    return pair;
  }

  public Bottleneck bottleneck() {
    return bottleneck;
  }

  public void runFor(Duration time) {
    long end = now + time.toNanos();
    pairs.forEach(pair -> pair.stepAt(now));
    long next;
    while ((next = nextWakeUp()) <= end) {
      now = Math.max(now, next);
      for (SimPair pair : pairs) {
        if (pair.nextWakeUp() <= now) {
          pair.stepAt(now);
        }
      }
    }
    now = end;
  }

  private long nextWakeUp() {
    long next = Long.MAX_VALUE;
    for (SimPair pair : pairs) {
      next = Math.min(next, pair.nextWakeUp());
    }
    return next;
  }
}
