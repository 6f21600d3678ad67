package io.sluice.transport.sctp.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import java.util.SplittableRandom;

/** One seed: both sides connect, send, take, and shut down. */
final class Simulation {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int STREAMS = 5;
  private static final int SMALLEST_PAYLOAD = 400;

  private final SplittableRandom random;
  private final Plan plan;
  private final SimPair pair;
  private final Mailbag toRight;
  private final Mailbag toLeft;

  /** Whether some messages may be given up. */
  private final boolean partial;

  /** Whether streams are reset; else a side may start again. */
  private final boolean resetting;

  private long payload;

  Simulation(long seed) {
    random = new SplittableRandom(seed);
    plan = new Plan(random, seed);
    partial = random.nextInt(3) == 0;
    resetting = random.nextInt(3) == 0;
    pair = new SimPair(plan.options(true), plan.options(false), plan.net(), seed);
    toRight = new Mailbag(pair.left());
    toLeft = new Mailbag(pair.right());
  }

  /**
   * @return false when so many handshakes were lost that a side gave up: then nothing is owed
   */
  boolean play() {
    pair.connectBoth();
    run("neither up nor silent", () -> isConnected() || isGivenUp());
    if (!isConnected()) {
      return false;
    }
    write(pair.left(), toRight);
    write(pair.right(), toLeft);
    interrupt();
    if (!restart()) {
      return false;
    }
    run("not all have arrived", this::allHaveArrived);
    (random.nextBoolean() ? pair.left() : pair.right()).association().shutdown(pair.now());
    run("no end", () -> pair.left().closed() != null && pair.right().closed() != null);
    toRight.checkAt(pair.right());
    toLeft.checkAt(pair.left());
    checkEnd(pair.left());
    checkEnd(pair.right());
    checkEffort();
    return true;
  }

  private boolean isConnected() {
    return pair.left().isUp() && pair.right().isUp();
  }

  private boolean isGivenUp() {
    return pair.left().closed() != null || pair.right().closed() != null;
  }

  private boolean allHaveArrived() {
    return pair.left().hasQueuedAll()
        && pair.right().hasQueuedAll()
        && toRight.hasArrivedAt(pair.right())
        && toLeft.hasArrivedAt(pair.left());
  }

  private void run(String otherwise, java.util.function.BooleanSupplier condition) {
    assertTrue(pair.runUntil(condition, PATIENCE), () -> otherwise + ": " + pair);
  }

  /** What one side has to say, and when its packets get another size. */
  private void write(SimHost host, Mailbag bag) {
    int count = random.nextInt(1, 60);
    for (int i = 0; i < count; i++) {
      Letter letter = letter(i);
      bag.add(letter);
      payload += letter.size();
      if (resetting && random.nextInt(10) == 0) {
        bag.reset(random.nextInt(STREAMS));
      }
      if (random.nextInt(40) == 0) {
        int mtu = plan.pathMtu();
        host.perform(
            (association, now) -> {
              association.pathMtu(mtu);
              return true;
            });
      }
    }
  }

  private Letter letter(int number) {
    boolean large = random.nextInt(3) == 0;
    int size = Letter.HEADER + random.nextInt(large ? Plan.LARGEST - Letter.HEADER : 500);
    boolean unordered = random.nextInt(3) == 0;
    return new Letter(number, random.nextInt(STREAMS), unordered, reliability(), size);
  }

  private Reliability reliability() {
    if (!partial || random.nextInt(3) == 0) {
      return Reliability.FULL;
    }
    return random.nextBoolean()
        ? new Reliability.LimitedRetransmissions(random.nextInt(4))
        : new Reliability.LimitedLifetime(random.nextInt(500) * 1_000_000L);
  }

  /** The path may be gone for a while, as when a phone changes its network. */
  private void interrupt() {
    if (random.nextInt(10) == 0) {
      pair.runFor(Duration.ofMillis(random.nextInt(1, 2_000)));
      pair.net().cut(true);
      pair.runFor(Duration.ofMillis(random.nextInt(1, 10_000)));
      pair.net().cut(false);
    }
  }

  /**
   * One side may die and start again.
   *
   * @return false when so many handshakes were lost that it gave up
   */
  private boolean restart() {
    if (resetting || random.nextInt(6) != 0) {
      return true;
    }
    pair.runFor(Duration.ofMillis(random.nextInt(1, 3_000)));
    boolean left = random.nextBoolean();
    SimHost again = left ? pair.left() : pair.right();
    SimHost other = left ? pair.right() : pair.left();
    SplittableRandom own = random.split();
    again.restart(plan.options(false), own, pair.now());
    run("neither again nor silent", () -> again.isUp() && other.era() == 1 || isGivenUp());
    return !isGivenUp();
  }

  private void checkEnd(SimHost host) {
    SctpEvent.Closed closed = host.closed();
    assertEquals(SctpEvent.Reason.SHUTDOWN, closed == null ? null : closed.reason(), "" + closed);
    SctpStats stats = host.association().stats();
    assertEquals(0, stats.buffered(), () -> "buffered " + pair);
    assertEquals(0, stats.inFlight(), () -> "in flight " + pair);
  }

  /** No livelock: what happened is in proportion to what was sent, at the worst loss there is. */
  private void checkEffort() {
    long packets =
        pair.left().association().stats().packetsSent()
            + pair.right().association().stats().packetsSent();
    long needed = 200 + payload / SMALLEST_PAYLOAD;
    assertTrue(packets < 10 * needed, () -> packets + " packets for " + payload + " bytes");
    assertTrue(pair.wakeUps() < 30 * needed, () -> pair.wakeUps() + " wake-ups");
  }
}
