package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimNet;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Paths that lose and reorder packets, and carry now longer ones, now shorter ones. */
class ChangingPathsTest {
  private static final int SEEDS = 100;
  private static final int MESSAGES = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Test
  void everyMessageArrivesHoweverThePathChanges() {
    for (int seed = 0; seed < SEEDS; seed++) {
      play(seed);
    }
  }

  private static void play(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LinkProfile link =
        LinkProfile.of(Duration.ofNanos(random.nextInt(100, 50_000) * 1_000L))
            .withFaults(random.nextDouble() * 0.1, 0.02, random.nextDouble() * 0.2, 0)
            .withRate(random.nextInt(500_000, 20_000_000), 100_000, 65);
    SctpOptions options =
        SctpOptions.defaults()
            .withMaxPathMtu(16_384)
            .withReceiveWindow(1 << 20)
            .withMaxReceiveWindow(1 << random.nextInt(20, 24));
    SimNet net = new SimNet(link, seed);
    SimPair pair = new SimPair(options, options, net, seed).connected();
    send(pair.left(), random.split());
    send(pair.right(), random.split());
    for (int change = 0; change < 6; change++) {
      net.there().mtu(mtu(random));
      net.back().mtu(mtu(random));
      pair.runFor(Duration.ofMillis(random.nextInt(1, 2_000)));
    }
    assertTrue(
        pair.runUntil(() -> hasAll(pair.left()) && hasAll(pair.right()), PATIENCE),
        () -> "seed " + seed + ": " + pair);
    assertIntact(pair.left(), seed);
    assertIntact(pair.right(), seed);
  }

  /** Mostly what real paths have, sometimes less than every path should. */
  private static int mtu(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(600, 1191);
      case 1 -> random.nextInt(1191, 16_385);
      case 2 -> 16_384;
      case 3 -> 8935;
      default -> 1435;
    };
  }

  private static void send(SimHost host, SplittableRandom random) {
    for (int i = 0; i < MESSAGES; i++) {
      host.send(0, false, message(i, random.nextInt(1, 100_000)));
    }
  }

  private static boolean hasAll(SimHost host) {
    return host.receivedCount() == MESSAGES;
  }

  private static void assertIntact(SimHost host, int seed) {
    for (int i = 0; i < MESSAGES; i++) {
      byte[] bytes = new byte[host.received().get(i).payload().remaining()];
      host.received().get(i).payload().get(0, bytes);
      assertArrayEquals(message(i, bytes.length), bytes, "seed " + seed);
    }
    assertNull(host.closed());
  }

  private static byte[] message(int number, int length) {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) (number * 31 + i);
    }
    return message;
  }
}
