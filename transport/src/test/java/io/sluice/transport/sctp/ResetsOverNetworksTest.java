package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Streams that are reset again and again on bad networks, with DATA and with I-DATA. */
class ResetsOverNetworksTest {
  private static final int SEEDS = 40;
  private static final int LIVES = 4;
  private static final int MESSAGES = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aStreamLivesManyLivesAndOthersNoticeNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        play(seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void play(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SctpOptions options = SctpOptions.defaults().withInterleaving(seed % 2 == 0);
    LinkProfile link = LinkProfile.of(Duration.ofMillis(20)).withFaults(0.05, 0.05, 0.1, 0);
    SimPair pair = new SimPair(options, link, seed).connected();
    for (int life = 0; life < LIVES; life++) {
      for (int i = 0; i < MESSAGES; i++) {
        for (int stream = 1; stream <= 2; stream++) {
          byte[] payload = new byte[2 + random.nextInt(20_000)];
          payload[0] = (byte) life;
          payload[1] = (byte) i;
          pair.left().send(stream, false, payload);
        }
      }
      assertTrue(pair.runUntil(pair.left()::hasQueuedAll, PATIENCE));
      assertTrue(pair.left().association().resetStreams(Set.of(1), pair.now()));
      int resets = life + 1;
      assertTrue(pair.runUntil(() -> count(pair.left().events()) == resets, PATIENCE));
    }
    assertTrue(pair.runUntil(() -> count(pair.right().events()) == LIVES, PATIENCE));
    assertTrue(
        pair.runUntil(() -> pair.right().received().size() == 2 * LIVES * MESSAGES, PATIENCE));
    assertEquals(expected(1), history(pair, 1));
    assertEquals(expected(2), history(pair, 2));
  }

  private static long count(List<SctpEvent> events) {
    return events.stream()
        .filter(
            event ->
                event.equals(new SctpEvent.IncomingReset(List.of(1)))
                    || event.equals(new SctpEvent.OutgoingReset(List.of(1), true)))
        .count();
  }

  private static List<String> expected(int stream) {
    List<String> all = new ArrayList<>();
    for (int life = 0; life < LIVES; life++) {
      for (int i = 0; i < MESSAGES; i++) {
        all.add(life + "." + i);
      }
      if (stream == 1) {
        all.add("reset");
      }
    }
    return all;
  }

  /** What the right side was told of a stream, in order. */
  private static List<String> history(SimPair pair, int stream) {
    List<String> all = new ArrayList<>();
    for (Object each : pair.right().history()) {
      if (each instanceof SctpMessage message && message.streamId() == stream) {
        all.add(message.payload().get(0) + "." + message.payload().get(1));
      } else if (each instanceof SctpEvent.IncomingReset(var ids) && ids.contains(stream)) {
        all.add("reset");
      }
    }
    return all;
  }
}
