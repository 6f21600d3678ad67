package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Engine.Feature;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What an engine does that has a {@link Feature}, and what one does that lacks it: never more than
 * its methods say.
 */
public abstract class EngineFeaturesContract extends EngineContract {
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private static boolean has(EnginePair pair, Feature feature) {
    return pair.left().engine().features().contains(feature);
  }

  @Test
  void streamsAreResetAfterTheLastMessageOrNotAtAll() {
    EnginePair pair = pair().connected();
    pair.left().send(1, 53, new byte[10_000]);
    pair.run(() -> pair.left().engine().stats().payloadSent() == 10_000);
    boolean begun = pair.left().engine().resetStreams(Set.of(1), pair.now());
    if (has(pair, Feature.STREAM_RESET)
        && pair.right().engine().features().contains(Feature.STREAM_RESET)) {
      assertTrue(begun);
      pair.run(() -> pair.left().event(SctpEvent.OutgoingReset.class) != null);
      assertEquals(
          new SctpEvent.OutgoingReset(List.of(1), true),
          pair.left().event(SctpEvent.OutgoingReset.class));
      pair.run(() -> pair.right().event(SctpEvent.IncomingReset.class) != null);
      assertEquals(1, pair.right().received().size());
    } else if (!begun) {
      pair.holdsWithin(() -> false, A_WHILE);
      assertNull(pair.left().event(SctpEvent.OutgoingReset.class));
      assertNull(pair.right().event(SctpEvent.IncomingReset.class));
    }
    pair.left().send(1, 54, new byte[20]);
    pair.run(() -> pair.right().received().size() == 2);
  }

  @Test
  void whatWaitsOnAStreamIsCountedOrZero() {
    EnginePair pair = pair().connected();
    pair.left().engine().bufferedAmountLowThreshold(2, 1000);
    int size = 250_000;
    for (int i = 0; i < 4; i++) {
      assertTrue(
          pair.left()
              .engine()
              .send(new SctpMessage(2, 53, false, ByteBuffer.allocate(size)), pair.now()));
    }
    long waiting = pair.left().engine().bufferedAmount(2);
    assertEquals(0, pair.left().engine().bufferedAmount(3));
    pair.run(() -> pair.right().received().size() == 4);
    assertEquals(0, pair.left().engine().bufferedAmount(2));
    if (has(pair, Feature.BUFFERED_AMOUNT)) {
      assertTrue(waiting > 0 && waiting <= 4L * size, waiting + " bytes");
      pair.run(() -> pair.left().event(SctpEvent.BufferedAmountLow.class) != null);
      assertEquals(
          new SctpEvent.BufferedAmountLow(2), pair.left().event(SctpEvent.BufferedAmountLow.class));
    } else {
      assertEquals(0, waiting);
      assertNull(pair.left().event(SctpEvent.BufferedAmountLow.class));
    }
  }

  @Test
  void unreliableMessagesAreGivenUpOrArriveAllTheSame() {
    EnginePair pair = pair().connected();
    long[] lost = {pair.left().packetsOut()};
    pair.over((packet, earlier) -> packet[12] != 0 || earlier != lost[0]);
    pair.left().send(EngineEnd.unreliable(0, 100));
    pair.run(() -> pair.left().packetsOut() > lost[0]);
    lost[0] = -1;
    pair.left().send(0, 54, new byte[10]);
    pair.run(() -> pair.right().received().stream().anyMatch(message -> message.ppid() == 54));
    boolean givenUp = has(pair, Feature.PARTIAL_RELIABILITY);
    assertEquals(givenUp ? 1 : 2, pair.right().received().size());
  }

  @Test
  void streamsShareByWeightOrHarmlesslyNot() {
    EnginePair pair = pair().connected();
    pair.left().engine().priority(0, 256);
    pair.left().engine().priority(1, 1024);
    for (int i = 0; i < 100; i++) {
      for (int stream : new int[] {0, 1}) {
        assertTrue(
            pair.left()
                .engine()
                .send(new SctpMessage(stream, i, false, ByteBuffer.allocate(5000)), pair.now()));
      }
    }
    pair.run(() -> pair.right().received().size() >= 100);
    long heavy = pair.right().received().stream().limit(100).filter(m -> m.streamId() == 1).count();
    if (has(pair, Feature.PRIORITIES)) {
      assertTrue(heavy >= 70 && heavy <= 90, heavy + " of 100, not 80");
    }
    pair.run(() -> pair.right().received().size() == 200);
  }

  @Test
  void packetsGrowWithThePathOrKeepTheirSize() {
    EnginePair pair = pair(options().withPathMtu(1191).withMaxPathMtu(4000)).connected();
    boolean grows = has(pair, Feature.PATH_MTU);
    for (int i = 0; i < 100; i++) {
      pair.left().send(0, i, new byte[20_000]);
    }
    pair.run(() -> pair.right().received().size() == 100);
    assertTrue(pair.left().longestPacket() <= (grows ? 4000 : 1500), "too long a packet");
    if (grows) {
      pair.left().send(0, 53, new byte[20_000]);
      pair.run(() -> pair.left().longestPacket() > 1500);
    }
    assertFalse(pair.left().hasEnded());
  }
}
