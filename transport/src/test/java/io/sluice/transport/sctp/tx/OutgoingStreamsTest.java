package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What the owner of a stream sees of it. */
class OutgoingStreamsTest {
  private final StreamSettings settings = new StreamSettings();
  private final SendQueue queue = new SendQueue(SctpOptions.defaults(), settings, false, true, 0);
  private final OutgoingStreams streams = queue.streams();

  @Test
  void whatWaitsIsCountedForEachStream() {
    offer(1, 3_000);
    offer(1, 500);
    offer(2, 70);
    assertEquals(3_500, streams.bufferedAmount(1));
    assertEquals(70, streams.bufferedAmount(2));
    assertEquals(0, streams.bufferedAmount(3));
    assertEquals(0, streams.bufferedAmount(65_534));
    send(1_000);
    assertEquals(2_500, streams.bufferedAmount(1));
  }

  @Test
  void fallingToTheThresholdIsToldOnce() {
    settings.lowThreshold(1, 1_000);
    offer(1, 800);
    send(800);
    assertEquals(-1, streams.pollLow(), "it was never above");
    offer(1, 1_500);
    send(400);
    assertEquals(-1, streams.pollLow());
    send(100);
    send(1_000);
    assertEquals(1, streams.pollLow());
    assertEquals(-1, streams.pollLow());
    offer(1, 1_001);
    send(1_001);
    assertEquals(1, streams.pollLow());
    offer(2, 10);
    send(10);
    assertEquals(-1, streams.pollLow(), "nobody asked about that stream");
  }

  @Test
  void aThresholdMayChangeWhileSomethingWaits() {
    offer(1, 2_000);
    settings.lowThreshold(1, 1_500);
    streams.settingsChanged(1);
    send(500);
    assertEquals(1, streams.pollLow());
    assertThrows(IllegalArgumentException.class, () -> settings.lowThreshold(1, -1));
    assertThrows(IllegalArgumentException.class, () -> settings.weight(1, 0));
    assertThrows(IllegalArgumentException.class, () -> settings.weight(1, 65_536));
  }

  @Test
  void aPausedStreamSendsWhatItHasAndTakesNothing() {
    offer(1, 100);
    offer(1, 100);
    streams.pause(1);
    assertFalse(queue.offer(message(1, 1), 0));
    assertTrue(streams.hasQueued(1));
    assertFalse(streams.isQuiet(1));
    OutboundMessage first = send(100);
    OutboundMessage second = send(100);
    assertFalse(streams.hasQueued(1));
    assertTrue(queue.offer(message(2, 1), 0), "others are not concerned");
    assertFalse(streams.isQuiet(1), "nothing is acknowledged yet");
    queue.release(first, 100);
    assertFalse(streams.isQuiet(1));
    queue.release(second, 100);
    assertTrue(streams.isQuiet(1));
    assertTrue(streams.isQuiet(9), "never used");
  }

  @Test
  void afterAResetNumbersBeginAgainAndAfterARefusedOneTheyGoOn() {
    assertEquals(0, sendOne());
    assertEquals(1, sendOne());
    streams.pause(1);
    streams.resume(1, false);
    assertEquals(2, sendOne());
    streams.pause(1);
    streams.resume(1, true);
    assertEquals(0, sendOne());
  }

  private int sendOne() {
    offer(1, 10);
    OutboundMessage message = send(10);
    assertEquals(message.ssn, message.mid);
    return message.ssn;
  }

  private void offer(int stream, int size) {
    assertTrue(queue.offer(message(stream, size), 0));
  }

  private OutboundMessage send(int bytes) {
    OutboundMessage message = queue.current();
    assertNotNull(message);
    queue.take(message, bytes);
    return message;
  }

  private static SctpMessage message(int stream, int size) {
    return new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
  }
}
