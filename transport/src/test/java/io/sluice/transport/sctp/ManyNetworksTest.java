package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimNet;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the network does, every message arrives intact, once, and in order where asked. */
class ManyNetworksTest {
  private static final int RUNS = 1_000;
  private static final int HEADER = 12;
  private static final int STREAMS = 5;

  @Test
  void everyMessageArrivesOnceIntactAndInOrderOnAThousandNetworks() {
    for (int seed = 0; seed < RUNS; seed++) {
      try {
        new Run(seed).play();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static final class Run {
    private final SplittableRandom random;
    private final SimPair pair;
    private final Map<SimHost, Integer> sent = new HashMap<>();

    Run(long seed) {
      random = new SplittableRandom(seed);
      boolean zeroChecksum = random.nextInt(4) == 0;
      SimNet net = new SimNet(profile(zeroChecksum), profile(zeroChecksum), seed);
      pair = new SimPair(options(zeroChecksum), options(zeroChecksum), net, seed);
    }

    private LinkProfile profile(boolean dtlsBelow) {
      double worst = random.nextInt(3) == 0 ? 0.3 : 0.05;
      LinkProfile profile =
          LinkProfile.of(Duration.ofNanos(random.nextInt(100, 100_000) * 1_000L))
              .withFaults(
                  random.nextDouble() * worst,
                  random.nextDouble() * 0.1,
                  random.nextDouble() * 0.2,
                  dtlsBelow ? 0 : random.nextDouble() * 0.02);
      if (random.nextBoolean()) {
        profile = profile.withJitter(Duration.ofMillis(random.nextInt(1, 50)));
      }
      if (random.nextInt(3) == 0) {
        profile = profile.withRate(random.nextInt(200_000, 5_000_000), 30_000, 65);
      }
      return profile;
    }

    private SctpOptions options(boolean zeroChecksum) {
      int window = 20_000 << random.nextInt(8);
      return SctpOptions.defaults()
          .withPathMtu(random.nextInt(4) == 0 ? random.nextInt(512, 9_000) : 1191)
          .withMaxMessageSize(20_000)
          .withSendBuffer(20_000 << random.nextInt(8))
          .withReceiveWindow(window)
          .withMaxRetransmissions(30)
          .withOfferZeroChecksum(zeroChecksum);
    }

    void play() {
      pair.connectBoth();
      offer(pair.left());
      offer(pair.right());
      int toLeft = sent.get(pair.right());
      int toRight = sent.get(pair.left());
      assertTrue(
          pair.runUntil(
              () ->
                  pair.left().received().size() >= toLeft
                      && pair.right().received().size() >= toRight,
              Duration.ofMinutes(30)),
          () ->
              "arrived %d of %d, %d of %d; %s %s"
                  .formatted(
                      pair.left().received().size(),
                      toLeft,
                      pair.right().received().size(),
                      toRight,
                      pair.left().association().stats(),
                      pair.right().association().stats()));
      SimHost first = random.nextBoolean() ? pair.left() : pair.right();
      first.association().shutdown(pair.now());
      assertTrue(
          pair.runUntil(
              () -> pair.left().closed() != null && pair.right().closed() != null,
              Duration.ofMinutes(30)));
      check(pair.left(), toLeft);
      check(pair.right(), toRight);
    }

    private void offer(SimHost host) {
      int count = random.nextInt(1, 60);
      for (int i = 0; i < count; i++) {
        int size = HEADER + (random.nextInt(3) == 0 ? random.nextInt(19_000) : random.nextInt(500));
        boolean unordered = random.nextInt(3) == 0;
        int stream = random.nextInt(STREAMS);
        ByteBuffer payload = ByteBuffer.allocate(size);
        payload.putInt(i).putInt(size).putInt(unordered ? 1 : 0);
        byte[] body = new byte[size - HEADER];
        new SplittableRandom(i).nextBytes(body);
        payload.put(body);
        host.send(stream, unordered, payload.array());
      }
      sent.put(host, count);
    }

    private static void check(SimHost host, int count) {
      assertEquals(count, host.received().size());
      Set<Integer> seen = new HashSet<>();
      int[] last = new int[STREAMS];
      for (SctpMessage message : host.received()) {
        ByteBuffer payload = message.payload();
        int number = payload.getInt();
        assertTrue(seen.add(number), "twice: " + number);
        assertEquals(payload.remaining() + 4, payload.getInt());
        assertEquals(message.unordered() ? 1 : 0, payload.getInt());
        byte[] body = new byte[payload.remaining()];
        new SplittableRandom(number).nextBytes(body);
        assertEquals(ByteBuffer.wrap(body), payload);
        if (!message.unordered()) {
          assertTrue(number >= last[message.streamId()], "order of stream " + message.streamId());
          last[message.streamId()] = number;
        }
      }
      SctpEvent.Closed closed = host.closed();
      assertEquals(SctpEvent.Reason.SHUTDOWN, closed == null ? null : closed.reason(), "" + closed);
    }
  }
}
