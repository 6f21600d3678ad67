package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataReceiverTest {
  private static final int B = Data.BEGIN;
  private static final int E = Data.END;
  private static final int U = Data.UNORDERED;
  private static final int FIRST = -3;

  private final SctpOptions options =
      SctpOptions.defaults().withMaxMessageSize(10_000).withReceiveWindow(20_000);
  private DataReceiver receiver = new DataReceiver(options, FIRST, 10, false);

  @Test
  void fragmentsInAnyOrderGiveTheMessages() throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    chunks.add(chunk(FIRST, B, 1, 0, "ab"));
    chunks.add(chunk(FIRST + 1, 0, 1, 0, "cd"));
    chunks.add(chunk(FIRST + 2, E, 1, 0, "e"));
    chunks.add(chunk(FIRST + 3, B | E, 1, 1, "second"));
    chunks.add(chunk(FIRST + 4, B | U, 2, 0, "un"));
    chunks.add(chunk(FIRST + 5, E | U, 2, 0, "ordered"));
    chunks.add(chunk(FIRST + 6, B, 3, 0, "long"));
    chunks.add(chunk(FIRST + 7, 0, 3, 0, "er"));
    chunks.add(chunk(FIRST + 8, 0, 3, 0, " mes"));
    chunks.add(chunk(FIRST + 9, E, 3, 0, "sage"));
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      receiver = new DataReceiver(options, FIRST, 10, false);
      Collections.shuffle(chunks, random);
      for (byte[] each : chunks) {
        receiver.receive(each, 0);
      }
      Set<String> texts = new HashSet<>();
      List<String> onStream1 = new ArrayList<>();
      SctpMessage message;
      while ((message = receiver.poll()) != null) {
        texts.add(text(message));
        if (message.streamId() == 1) {
          onStream1.add(text(message));
        }
      }
      assertEquals(Set.of("abcde", "second", "unordered", "longer message"), texts);
      assertEquals(List.of("abcde", "second"), onStream1);
      assertEquals(FIRST + 9, receiver.cumulativeTsn());
      assertEquals(20_000, sack(receiver).window());
    }
  }

  @Test
  void anOrderedMessageWaitsForTheOneBeforeAndAnUnorderedOneDoesNot() throws Exception {
    receiver.receive(chunk(FIRST + 1, B | E, 1, 1, "later"), 0);
    assertNull(receiver.poll());
    receiver.receive(chunk(FIRST + 2, B | E | U, 1, 0, "free"), 0);
    assertEquals("free", text(receiver.poll()));
    receiver.receive(chunk(FIRST, B | E, 1, 0, "first"), 0);
    assertEquals("first", text(receiver.poll()));
    assertEquals("later", text(receiver.poll()));
  }

  @Test
  void streamSequenceNumbersWrap() throws Exception {
    for (int i = 0; i < 0x1_0003; i++) {
      receiver.receive(chunk(FIRST + i, B | E, 1, i & 0xffff, "x"), 0);
      assertNotNull(receiver.poll());
    }
  }

  @Test
  void aMessageOfManyFragmentsOutgrowsEveryRing() throws Exception {
    SctpOptions large = SctpOptions.defaults();
    receiver = new DataReceiver(large, FIRST, 10, false);
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      int flags = i == 0 ? B : i == count - 1 ? E : 0;
      receiver.receive(chunk(FIRST + i, flags, 1, 0, "abcd"), 0);
    }
    assertEquals(4 * count, receiver.poll().payload().remaining());
  }

  @Test
  void contradictoryFragmentsAreViolations() throws Exception {
    int[][] contradictions = {
      {B, B}, {B | E, 0}, {B | E, E}, {B, B | E},
    };
    for (int[] flags : contradictions) {
      for (boolean reverse : new boolean[] {false, true}) {
        receiver = new DataReceiver(options, FIRST, 10, false);
        byte[] first = chunk(FIRST, flags[0], 1, 0, "a");
        byte[] second = chunk(FIRST + 1, flags[1], 1, 0, "b");
        receiver.receive(reverse ? second : first, 0);
        assertThrows(
            ProtocolViolationException.class,
            () -> receiver.receive(reverse ? first : second, 0),
            flags[0] + " then " + flags[1] + (reverse ? " reversed" : ""));
      }
    }
  }

  @Test
  void fragmentsOfTwoMessagesCannotMix() throws Exception {
    receiver.receive(chunk(FIRST, B, 1, 0, "a"), 0);
    assertThrows(
        ProtocolViolationException.class,
        () -> receiver.receive(chunk(FIRST + 1, E, 2, 0, "b"), 0));
    receiver = new DataReceiver(options, FIRST, 10, false);
    receiver.receive(chunk(FIRST + 1, E, 1, 1, "b"), 0);
    assertThrows(
        ProtocolViolationException.class, () -> receiver.receive(chunk(FIRST, B, 1, 0, "a"), 0));
  }

  @Test
  void oneSequenceNumberForTwoMessagesIsAViolation() throws Exception {
    receiver.receive(chunk(FIRST + 1, B | E, 1, 5, "a"), 0);
    assertThrows(
        ProtocolViolationException.class,
        () -> receiver.receive(chunk(FIRST + 2, B | E, 1, 5, "b"), 0));
  }

  @Test
  void dataWithoutDataIsAViolationThatNamesItsTsn() {
    ProtocolViolationException thrown =
        assertThrows(
            ProtocolViolationException.class,
            () -> receiver.receive(chunk(77, B | E, 1, 0, ""), 0));
    assertEquals(ErrorCause.NO_USER_DATA, thrown.errorCause().code());
    assertEquals(77, Wire.i32(thrown.errorCause().info(), 0));
  }

  @Test
  void aMessageBeyondTheLimitIsAViolation() throws Exception {
    String part = "x".repeat(1_000);
    receiver.receive(chunk(FIRST, B, 1, 0, part), 0);
    for (int i = 1; i < 10; i++) {
      receiver.receive(chunk(FIRST + i, 0, 1, 0, part), 0);
    }
    assertThrows(
        ProtocolViolationException.class,
        () -> receiver.receive(chunk(FIRST + 10, 0, 1, 0, "y"), 0));
  }

  @Test
  void dataOnAStreamThatWasNeverAgreedIsAcknowledgedAndReported() throws Exception {
    receiver.receive(chunk(FIRST, B | E, 10, 0, "a"), 0);
    assertEquals(FIRST, receiver.cumulativeTsn());
    assertNull(receiver.poll());
    ErrorCause complaint = receiver.pollComplaint();
    assertEquals(ErrorCause.INVALID_STREAM, complaint.code());
    assertNull(receiver.pollComplaint());
  }

  @Test
  void sackShowsGapsAndDuplicatesAcrossTheWrap() throws Exception {
    for (int tsn : new int[] {FIRST, FIRST + 2, FIRST + 3, FIRST + 7, FIRST + 3}) {
      receiver.receive(chunk(tsn, B | E | U, 1, 0, "abc"), 0);
    }
    Sack sack = sack(receiver);
    assertEquals(FIRST, sack.cumulativeTsn());
    assertEquals(2, sack.gaps());
    assertEquals(FIRST + 2, sack.gapStart(0));
    assertEquals(FIRST + 4, sack.gapEnd(0));
    assertEquals(FIRST + 7, sack.gapStart(1));
    assertEquals(FIRST + 8, sack.gapEnd(1));
    assertEquals(1, sack.duplicates());
    assertEquals(FIRST + 3, sack.duplicate(0));
    assertEquals(0, sack(receiver).duplicates());
    assertEquals(1, receiver.duplicates());
  }

  @Test
  void aSackWithTooManyGapsLeavesOutTheHighest() throws Exception {
    for (int i = 0; i < 100; i++) {
      receiver.receive(chunk(FIRST + 2 + 2 * i, B | E | U, 1, 0, "a"), 0);
    }
    byte[] packet = new byte[Sack.HEADER + 4 * 10 + 3];
    assertEquals(packet.length - 3, receiver.writeSack(packet, 0, packet.length));
    Sack sack = new Sack();
    sack.read(packet, 0);
    assertEquals(10, sack.gaps());
    assertEquals(FIRST + 2, sack.gapStart(0));
    assertEquals(5, receiver.writeSack(packet, 5, 20));
  }

  @Test
  void sackIsDueAtOnceForTheFirstPacketThenForEverySecondOrAfterTheDelay() throws Exception {
    long now = -1_000;
    receivePacket(FIRST, 0, now);
    assertTrue(receiver.isSackDue(now));
    sack(receiver);
    receivePacket(FIRST + 1, 0, now);
    assertFalse(receiver.isSackDue(now));
    assertTrue(receiver.isSackUseful());
    assertEquals(now + options.sackDelay().toNanos(), receiver.sackDeadline());
    assertTrue(receiver.isSackDue(receiver.sackDeadline()));
    receivePacket(FIRST + 2, 0, now + 5);
    assertTrue(receiver.isSackDue(now + 5));
    sack(receiver);
    assertFalse(receiver.isSackUseful());
    assertEquals(Long.MAX_VALUE, receiver.sackDeadline());
  }

  @Test
  void sackIsDueAtOnceForAGapADuplicateAndTheImmediateBit() throws Exception {
    receivePacket(FIRST, 0, 0);
    sack(receiver);
    receivePacket(FIRST + 2, 0, 0);
    assertTrue(receiver.isSackDue(0), "gap");
    sack(receiver);
    receivePacket(FIRST + 1, 0, 0);
    sack(receiver);
    receivePacket(FIRST + 2, 0, 0);
    assertTrue(receiver.isSackDue(0), "duplicate");
    sack(receiver);
    receivePacket(FIRST + 3, Data.IMMEDIATE, 0);
    assertTrue(receiver.isSackDue(0), "immediate");
  }

  @Test
  void theWindowClosesWithWhatIsNotTakenAndIsAnnouncedWhenItOpens() throws Exception {
    String part = "x".repeat(1_000);
    int tsn = FIRST;
    while (sack(receiver).window() > 0) {
      receivePacket(tsn++, part, 0);
    }
    assertEquals(18, tsn - FIRST);
    assertFalse(receiver.isSackDue(0));
    assertNotNull(receiver.poll());
    assertFalse(receiver.isSackDue(0), "a little");
    for (int i = 0; i < 4; i++) {
      assertNotNull(receiver.poll());
    }
    assertTrue(receiver.isSackDue(0), "much");
    assertTrue(sack(receiver).window() >= 4_000);
  }

  @Test
  void aFullWindowTakesOnlyTheNextChunkAndThatWithinLimits() throws Exception {
    String part = "x".repeat(1_000);
    for (int i = 0; i < 100; i++) {
      receiver.receive(chunk(FIRST + 1 + i, B | E | U, 1, 0, part), 0);
    }
    long beforeHole = receiver.payloadReceived();
    assertEquals(18_000, beforeHole);
    receiver.receive(chunk(FIRST, B | E | U, 1, 0, part), 0);
    assertEquals(19_000, receiver.payloadReceived());
    int next = receiver.cumulativeTsn() + 1;
    for (int i = 0; i < 100; i++) {
      receiver.receive(chunk(next + i, B | E | U, 1, 0, part), 0);
    }
    assertTrue(receiver.payloadReceived() <= 25_000, "" + receiver.payloadReceived());
  }

  @Test
  void manySmallMessagesFillTheWindowToo() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      receiver.receive(chunk(FIRST + i, B | E | U, 1, 0, "x"), 0);
    }
    assertTrue(receiver.payloadReceived() <= 25_000 / DataFragments.OVERHEAD + 1);
  }

  @Test
  void manyFragmentsWithoutABeginningFillTheWindowToo() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      receiver.receive(chunk(FIRST + 1 + 2 * i, 0, 1, 0, "x"), 0);
    }
    assertTrue(receiver.payloadReceived() <= 25_000 / DataFragments.OVERHEAD + 1);
  }

  @Test
  void aChunkTooFarAheadIsNotTaken() throws Exception {
    receiver.receive(chunk(FIRST + ReceivedTsns.MAX_AHEAD, B | E | U, 1, 0, "x"), 0);
    receiver.receive(chunk(FIRST + (1 << 20), B | E | U, 1, 0, "x"), 0);
    receiver.receive(chunk(FIRST + Integer.MAX_VALUE, B | E | U, 1, 0, "x"), 0);
    assertEquals(0, receiver.payloadReceived());
    receiver.receive(chunk(FIRST + ReceivedTsns.MAX_AHEAD - 1, B | E | U, 1, 0, "x"), 0);
    assertEquals(1, receiver.payloadReceived());
  }

  private void receivePacket(int tsn, int extraFlags, long now) throws Exception {
    receiver.receive(chunk(tsn, B | E | U | extraFlags, 1, 0, "abc"), 0);
    receiver.packetEnd(now);
  }

  private void receivePacket(int tsn, String text, long now) throws Exception {
    receiver.receive(chunk(tsn, B | E | U, 1, 0, text), 0);
    receiver.packetEnd(now);
  }

  private static byte[] chunk(int tsn, int flags, int stream, int ssn, String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[Data.HEADER + Wire.padded(payload.length)];
    Data.writeHeader(chunk, 0, flags, payload.length, tsn, stream, ssn, 51);
    System.arraycopy(payload, 0, chunk, Data.HEADER, payload.length);
    return chunk;
  }

  private static Sack sack(DataReceiver receiver) throws Exception {
    byte[] packet = new byte[1_000];
    receiver.writeSack(packet, 0, packet.length);
    Sack sack = new Sack();
    sack.read(packet, 0);
    return sack;
  }

  private static String text(SctpMessage message) {
    return StandardCharsets.US_ASCII.decode(message.payload().duplicate()).toString();
  }
}
