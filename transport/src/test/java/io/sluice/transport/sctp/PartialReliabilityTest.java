package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Limited messages may be missed, and nothing else changes: none comes twice, ordered ones keep
 * their order, reliable ones all arrive, and nobody waits for ever.
 */
class PartialReliabilityTest {
  private static final int RUNS = 400;
  private static final int MESSAGES = 150;
  private static final int HEADER = 8;

  /** How the messages of a stream are sent. */
  private record Promise(boolean unordered, Reliability reliability) {}

  private static final List<Promise> STREAMS =
      List.of(
          new Promise(false, Reliability.FULL),
          new Promise(true, Reliability.FULL),
          new Promise(false, new Reliability.LimitedRetransmissions(0)),
          new Promise(true, new Reliability.LimitedRetransmissions(0)),
          new Promise(false, new Reliability.LimitedRetransmissions(2)),
          new Promise(false, new Reliability.LimitedLifetime(Duration.ofMillis(30).toNanos())),
          new Promise(true, new Reliability.LimitedLifetime(Duration.ofMillis(200).toNanos())));

  @Test
  void everyPromiseIsKeptOnManyNetworks() {
    int limited = 0;
    int missed = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      try {
        Run run = new Run(seed);
        run.play();
        limited += run.limited;
        missed += run.missed();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(missed > limited / 100, "limits mean something: " + missed + " of " + limited);
    assertTrue(missed < limited / 2, "and most arrive: " + missed + " of " + limited);
  }

  private static final class Run {
    final SplittableRandom random;
    final SimPair pair;
    final boolean[] reliable = new boolean[MESSAGES];
    int offered;
    int limited;
    long nextAt;

    Run(long seed) {
      random = new SplittableRandom(seed);
      LinkProfile profile =
          LinkProfile.of(Duration.ofNanos(random.nextInt(100, 50_000) * 1_000L))
              .withFaults(random.nextDouble() * 0.25, 0.02, random.nextDouble() * 0.2, 0);
      if (random.nextInt(3) == 0) {
        profile = profile.withRate(random.nextInt(200_000, 5_000_000), 30_000, 65);
      }
      SctpOptions options =
          SctpOptions.defaults()
              .withMaxMessageSize(20_000)
              .withSendBuffer(20_000 << random.nextInt(6))
              .withReceiveWindow(20_000 << random.nextInt(6))
              .withMaxRetransmissions(30)
              .withInterleaving(random.nextBoolean());
      pair = new SimPair(options, profile, seed).connected();
    }

    void play() {
      assertTrue(pair.runUntil(this::isDone, Duration.ofMinutes(20)), pair::toString);
      pair.left().association().shutdown(pair.now());
      assertTrue(pair.runUntil(() -> pair.right().closed() != null, Duration.ofMinutes(5)));
      SctpEvent.Closed closed = pair.right().closed();
      assertEquals(SctpEvent.Reason.SHUTDOWN, closed == null ? null : closed.reason());
      check();
    }

    /** Offers what it is time for; whether everything was sent, and is over. */
    private boolean isDone() {
      while (offered < MESSAGES && pair.now() >= nextAt && offer()) {
        offered++;
        nextAt = pair.now() + random.nextInt(3) * random.nextInt(5_000_000);
      }
      return offered == MESSAGES && pair.left().association().stats().buffered() == 0;
    }

    private boolean offer() {
      int stream = random.nextInt(STREAMS.size());
      Promise promise = STREAMS.get(stream);
      int size = HEADER + (random.nextInt(4) == 0 ? random.nextInt(19_000) : random.nextInt(500));
      ByteBuffer payload = ByteBuffer.allocate(size);
      payload.putInt(offered).putInt(size);
      while (payload.hasRemaining()) {
        payload.put((byte) offered);
      }
      SctpMessage message =
          new SctpMessage(stream, 53, promise.unordered(), promise.reliability(), payload.flip());
      if (!pair.left().association().send(message, pair.now())) {
        return false;
      }
      reliable[offered] = promise.reliability().equals(Reliability.FULL);
      limited += reliable[offered] ? 0 : 1;
      return true;
    }

    int missed() {
      return MESSAGES - pair.right().received().size();
    }

    private void check() {
      Set<Integer> seen = new HashSet<>();
      int[] last = new int[STREAMS.size()];
      for (SctpMessage message : pair.right().received()) {
        ByteBuffer payload = message.payload();
        int number = payload.getInt();
        assertTrue(seen.add(number), "twice: " + number);
        assertEquals(payload.remaining() + 4, payload.getInt(), "length of " + number);
        while (payload.hasRemaining()) {
          assertEquals((byte) number, payload.get(), "content of " + number);
        }
        if (!message.unordered()) {
          assertTrue(number >= last[message.streamId()], "order: " + number);
          last[message.streamId()] = number;
        }
      }
      for (int i = 0; i < MESSAGES; i++) {
        assertTrue(!reliable[i] || seen.contains(i), "missed: " + i);
      }
    }
  }
}
