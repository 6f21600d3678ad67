package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamSchedulerTest {
  private static final int FRAGMENT = 1_000;

  private final Map<Integer, OutgoingStream> streams = new HashMap<>();
  private StreamScheduler scheduler = new StreamScheduler(false, 1 << 20);

  @Test
  void equalStreamsTakeTurnsMessageByMessage() {
    add(0, 3_000);
    add(0, 1_000);
    add(1, 1_000);
    add(2, 2_000);
    assertEquals(List.of(0, 0, 0, 1, 2, 2, 0), serve(7));
    assertTrue(scheduler.isEmpty());
    assertNull(scheduler.current());
  }

  @Test
  void withIdataTurnsChangeAtEveryFragment() {
    scheduler = new StreamScheduler(true, 1 << 20);
    add(0, 3_000);
    add(1, 2_000);
    assertEquals(List.of(0, 1, 0, 1, 0), serve(5));
  }

  @Test
  void withIdataNoMoreIsBegunThanHalfThePeersWindowHolds() {
    scheduler = new StreamScheduler(true, 10_000);
    add(0, 3_000);
    add(1, 3_000);
    add(2, 2_000);
    assertEquals(List.of(0, 0, 0, 1, 2, 1, 2, 1), serve(8));
    add(0, 50_000);
    assertEquals(List.of(0, 0), serve(2), "alone even one that is too long");
  }

  @Test
  void streamsShareInProportionToTheirWeights() {
    stream(1).weight = 128;
    stream(2).weight = 256;
    stream(3).weight = 1_024;
    for (int i = 0; i < 2_000; i++) {
      add(1, 700);
      add(2, 1_000);
      add(3, 350);
    }
    Map<Integer, Integer> bytes = new HashMap<>();
    for (int i = 0; i < 1_500; i++) {
      int stream = serve(1).getFirst();
      bytes.merge(stream, stream == 1 ? 700 : stream == 2 ? 1_000 : 350, Integer::sum);
    }
    int all = bytes.values().stream().mapToInt(b -> b).sum();
    assertEquals(1.0 / 11, (double) bytes.get(1) / all, 0.01);
    assertEquals(2.0 / 11, (double) bytes.get(2) / all, 0.01);
    assertEquals(8.0 / 11, (double) bytes.get(3) / all, 0.01);
  }

  @Test
  void aStreamThatWasSilentIsOwedNothing() {
    for (int i = 0; i < 100; i++) {
      add(0, 1_000);
      add(1, 1_000);
    }
    serve(100);
    for (int i = 0; i < 50; i++) {
      add(2, 1_000);
    }
    List<Integer> next = serve(30);
    assertEquals(10, Collections.frequency(next, 0));
    assertEquals(10, Collections.frequency(next, 1));
    assertEquals(10, Collections.frequency(next, 2));
  }

  @Test
  void aShortMessageWaitsForOneMessageOfALongQueueAtMost() {
    for (int i = 0; i < 100; i++) {
      add(0, 1_000);
    }
    serve(10);
    add(1, 50);
    assertTrue(serve(2).contains(1));
  }

  @Test
  void aBegunMessageThatIsGivenUpLeavesTheTurnToTheNext() {
    OutboundMessage begun = add(0, 3_000);
    add(1, 1_000);
    assertEquals(List.of(0), serve(1));
    scheduler.remove(begun);
    add(0, 1_000);
    assertEquals(List.of(1, 0), serve(2));
  }

  @Test
  void onlyMessagesThatLeaveGetNumbers() {
    OutboundMessage first = add(0, 1_000);
    OutboundMessage second = add(0, 1_000);
    OutboundMessage third = add(0, 1_000);
    scheduler.remove(second);
    serve(2);
    assertEquals(0, first.ssn);
    assertEquals(1, third.ssn);
    assertEquals(1, third.mid);
  }

  private OutgoingStream stream(int id) {
    return streams.computeIfAbsent(id, i -> new OutgoingStream(i, 256, -1));
  }

  private OutboundMessage add(int stream, int size) {
    SctpMessage message = new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
    OutboundMessage added = new OutboundMessage(stream(stream), message, Reliability.FULL, 0);
    scheduler.add(added);
    return added;
  }

  /** The streams of the next fragments. */
  private List<Integer> serve(int count) {
    List<Integer> served = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OutboundMessage message = scheduler.current();
      scheduler.take(message, Math.min(FRAGMENT, message.length - message.fragmented));
      served.add(message.streamId);
    }
    return served;
  }
}
