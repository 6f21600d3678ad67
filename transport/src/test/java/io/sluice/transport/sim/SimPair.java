package io.sluice.transport.sim;

import io.sluice.transport.sctp.api.SctpOptions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Two associations on a simulated network, driven from one wake-up to the next. */
public final class SimPair {
  private static final int MOST_ROUNDS_AT_ONE_TIME = 10_000;

  private final SimNet net;
  private final SimHost left;
  private final SimHost right;
  private long now;
  private long wakeUps;

  public SimPair(SctpOptions options, LinkProfile profile, long seed) {
    this(options, options, new SimNet(profile, seed), seed);
  }

  public SimPair(SctpOptions leftOptions, SctpOptions rightOptions, SimNet net, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    this.net = net;
    this.left = new SimHost(leftOptions, source(random, seed));
    this.right = new SimHost(rightOptions, source(random, seed));
    // A clock may begin anywhere, below zero too.
    this.now = -Duration.ofSeconds(3).toNanos();
  }

  /** Every third seed, first TSNs lie just below the wrap. */
  private static RandomGenerator source(SplittableRandom random, long seed) {
    SplittableRandom own = random.split();
    return seed % 3 == 0 ? () -> own.nextLong() | 0xffff_ff80_0000_0000L : own;
  }

  /** Connects from both sides and runs until both are up. */
  public SimPair connected() {
    connectBoth();
    if (!runUntil(() -> left.isUp() && right.isUp(), Duration.ofMinutes(5))) {
      throw new IllegalStateException("not connected: " + left.events() + right.events());
    }
    return this;
  }

  public void connectBoth() {
    left.association().connect(now);
    right.association().connect(now);
  }

  public SimHost left() {
    return left;
  }

  public SimHost right() {
    return right;
  }

  public SimNet net() {
    return net;
  }

  /** Nanoseconds. */
  public long now() {
    return now;
  }

  /** How often anything happened so far. */
  public long wakeUps() {
    return wakeUps;
  }

  /**
   * Runs until the condition holds.
   *
   * @return false if it did not within {@code patience} of simulated time, or nothing was left to
   *     do
   */
  public boolean runUntil(BooleanSupplier condition, Duration patience) {
    long end = now + patience.toNanos();
    int rounds = 0;
    step();
    while (!condition.getAsBoolean()) {
      long next = nextWakeUp();
      if (next > end) {
        now = end;
        return false;
      }
      rounds = next <= now ? rounds + 1 : 0;
      if (rounds > MOST_ROUNDS_AT_ONE_TIME) {
        throw new IllegalStateException("livelock at " + now);
      }
      now = Math.max(now, next);
      step();
    }
    return true;
  }

  /** Runs for a time, whatever happens. */
  public void runFor(Duration time) {
    runUntil(() -> false, time);
  }

  /** When anything is to be done next. */
  public long nextWakeUp() {
    long timers = Math.min(left.association().nextTimeout(), right.association().nextTimeout());
    return Math.min(timers, net.nextArrival());
  }

  /** Runs what is due at {@code now}, which is not before that of the last call. */
  void stepAt(long now) {
    this.now = now;
    step();
  }

  private void step() {
    wakeUps++;
    left.takeInput(net.back(), now);
    left.drain(net.there(), now);
    right.takeInput(net.there(), now);
    right.drain(net.back(), now);
  }

  @Override
  public String toString() {
    return "at %d ns: left %s %s, right %s %s"
        .formatted(
            now,
            left.association().stats(),
            left.events(),
            right.association().stats(),
            right.events());
  }
}
