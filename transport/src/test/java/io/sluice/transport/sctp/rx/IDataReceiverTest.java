package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IDataReceiverTest {
  private static final int B = Data.BEGIN;
  private static final int E = Data.END;
  private static final int U = Data.UNORDERED;
  private static final int FIRST = -3;

  private final SctpOptions options =
      SctpOptions.defaults().withMaxMessageSize(10_000).withReceiveWindow(20_000);
  private DataReceiver receiver = new DataReceiver(options, FIRST, 10, true);
  private int nextTsn = FIRST;

  @Test
  void messagesOfStreamsMayBeInterleaved() throws Exception {
    receive(B, 1, 0, 0, "one ");
    receive(B, 2, 0, 0, "two ");
    receive(B | U, 1, 0, 0, "un");
    receive(0, 1, 0, 1, "is ");
    receive(0, 2, 0, 1, "is ");
    receive(E | U, 1, 0, 1, "ordered");
    receive(E, 2, 0, 2, "first");
    receive(E, 1, 0, 2, "second");
    assertEquals(List.of("unordered", "two is first", "one is second"), takeAll());
    assertEquals(20_000, window());
  }

  @Test
  void anyOrderOfArrivalGivesTheMessagesOfEachStreamInTheirOrder() throws Exception {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      receiver = new DataReceiver(options, FIRST, 10, true);
      List<byte[]> chunks = new ArrayList<>();
      List<List<String>> expected = new ArrayList<>();
      for (int stream = 0; stream < 3; stream++) {
        expected.add(new ArrayList<>());
        for (int mid = 0; mid < 5; mid++) {
          String text = "s" + stream + "m" + mid + "x".repeat(random.nextInt(30));
          expected.getLast().add(text);
          cut(random, chunks, 0, stream, mid, text);
        }
      }
      Collections.shuffle(chunks, random);
      int tsn = FIRST;
      for (byte[] each : chunks) {
        Wire.put32(each, 4, tsn++);
      }
      Collections.shuffle(chunks, random);
      for (byte[] each : chunks) {
        receiver.receive(each, 0);
      }
      List<String> all = takeAll();
      for (int stream = 0; stream < 3; stream++) {
        String prefix = "s" + stream;
        List<String> ofStream = all.stream().filter(t -> t.startsWith(prefix)).toList();
        assertEquals(expected.get(stream), ofStream, "seed " + seed);
      }
      assertEquals(20_000, window(), "seed " + seed);
    }
  }

  private static void cut(
      Random random, List<byte[]> into, int flags, int stream, int mid, String text) {
    int at = 0;
    for (int fsn = 0; at < text.length(); fsn++) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(8));
      int place = (at == 0 ? B : 0) | (end == text.length() ? E : 0);
      into.add(chunk(0, flags | place, stream, mid, fsn, text.substring(at, end)));
      at = end;
    }
  }

  @Test
  void theProtocolIdentifierIsThatOfTheFirstFragment() throws Exception {
    receive(E, 1, 0, 1, "b");
    receive(B, 1, 0, 0, "a");
    SctpMessage message = receiver.poll();
    assertEquals(53, message.ppid());
    assertEquals(1, message.streamId());
  }

  @Test
  void messageIdentifiersWrap() throws Exception {
    for (int mid : new int[] {Integer.MAX_VALUE, -2}) {
      receiver.forward(nextTsn++, List.of(skip(1, false, mid), skip(1, true, mid)));
    }
    for (int kind : new int[] {0, U}) {
      receive(B | E | kind, 1, 0, 0, "second");
      receive(B | kind, 1, -1, 0, "fir");
      receive(E | kind, 1, -1, 1, "st");
      receive(B | E | kind, 1, 1, 0, "third");
    }
    assertEquals(List.of("first", "second", "third", "second", "first", "third"), takeAll());
  }

  @Test
  void contradictoryFragmentsAreViolations() throws Exception {
    // Flags and FSN of two fragments of one message.
    int[][] contradictions = {
      {B, 0, B, 0}, // two beginnings
      {E, 3, E, 4}, // two ends
      {E, 3, E, 3},
      {E, 3, 0, 4}, // after the end
      {0, 4, E, 3},
      {0, 3, 0, 3}, // one number twice
      {B | E, 0, 0, 1},
    };
    for (int[] each : contradictions) {
      receiver = new DataReceiver(options, FIRST, 10, true);
      // Something before it keeps a whole message from being delivered.
      receiver.receive(chunk(FIRST + 1, each[0], 1, 7, each[1], "a"), 0);
      byte[] second = chunk(FIRST + 2, each[2], 1, 7, each[3], "b");
      assertThrows(
          ProtocolViolationException.class,
          () -> receiver.receive(second, 0),
          java.util.Arrays.toString(each));
    }
    assertThrows(
        ProtocolViolationException.class,
        () -> receiver.receive(chunk(FIRST + 9, 0, 2, 0, 0, "a"), 0),
        "number 0 without B bit");
  }

  @Test
  void aNumberInsideARunThatHasComeIsAViolation() throws Exception {
    receive(0, 1, 0, 5, "a");
    receive(0, 1, 0, 6, "b");
    receive(0, 1, 0, 7, "c");
    receive(0, 1, 0, 2, "d");
    assertThrows(ProtocolViolationException.class, () -> receive(0, 1, 0, 6, "e"));
  }

  @Test
  void dataIsNotTakenOnceIDataIsAgreedNorTheOtherWayRound() {
    byte[] data = new byte[20];
    Data.writeHeader(data, 0, B | E, 4, FIRST, 1, 0, 53);
    assertThrows(ProtocolViolationException.class, () -> receiver.receive(data, 0));
    receiver = new DataReceiver(options, FIRST, 10, false);
    byte[] idata = chunk(FIRST, B | E, 1, 0, 0, "a");
    assertThrows(ProtocolViolationException.class, () -> receiver.receive(idata, 0));
  }

  @Test
  void aChunkWithoutDataIsAViolationThatNamesItsTsn() {
    ProtocolViolationException thrown =
        assertThrows(
            ProtocolViolationException.class,
            () -> receiver.receive(chunk(77, B | E, 1, 0, 0, ""), 0));
    assertEquals(ErrorCause.NO_USER_DATA, thrown.errorCause().code());
    assertEquals(77, Wire.i32(thrown.errorCause().info(), 0));
  }

  @Test
  void aMessageBeyondTheLimitIsAViolation() throws Exception {
    String part = "x".repeat(1_000);
    for (int i = 0; i < 10; i++) {
      receive(i == 0 ? B : 0, 1, 0, i, part);
    }
    assertThrows(ProtocolViolationException.class, () -> receive(0, 1, 0, 10, "y"));
    assertThrows(ProtocolViolationException.class, () -> receive(0, 2, 0, 10_000, "y"));
    assertThrows(ProtocolViolationException.class, () -> receive(0, 2, 0, -5, "y"));
  }

  @Test
  void whatCostsMemoryFillsTheWindow() throws Exception {
    int perThing = PartialMessage.RUN_OVERHEAD;
    for (int mid = 0; mid < 10_000; mid++) {
      receive(B | U, 1, mid, 0, "x");
    }
    assertTrue(receiver.payloadReceived() <= 25_000 / PartialMessage.OVERHEAD + 1, "messages");
    receiver = new DataReceiver(options, FIRST, 10, true);
    nextTsn = FIRST;
    for (int i = 0; i < 4_000; i++) {
      receive(0, 1, 0, 1 + 2 * i, "x");
    }
    assertTrue(receiver.payloadReceived() <= 25_000 / perThing + 1, "fragments with gaps between");
  }

  @Test
  void aWindowFullOfFragmentsStillTakesTheOnesThatCompleteThem() throws Exception {
    String part = "x".repeat(999);
    for (int stream = 0; stream < 3; stream++) {
      for (int fsn = 1; fsn < 9 - 2 * stream; fsn++) {
        receiver.receive(chunk(FIRST + 3 + 10 * stream + fsn, 0, stream, 0, fsn, part), 0);
      }
    }
    long filled = receiver.payloadReceived();
    assertTrue(window() < 2_500, "" + window());
    nextTsn = FIRST;
    for (int stream = 0; stream < 3; stream++) {
      receive(B, stream, 0, 0, part);
    }
    assertEquals(filled + 3 * 999, receiver.payloadReceived());
    receive(E, 0, 0, 9, "end");
    assertEquals(9 * 999 + 3, receiver.poll().payload().remaining());
  }

  @Test
  void skippedMessagesAreNotWaitedForAndWhatIsWholeIsDelivered() throws Exception {
    nextTsn = FIRST + 1;
    receive(B | E, 1, 1, 0, "one");
    receive(B, 1, 2, 0, "tw");
    receive(B | E, 1, 3, 0, "three");
    receive(B | E, 1, 5, 0, "five");
    assertEquals(List.of(), takeAll());
    receiver.forward(FIRST + 2, List.of(skip(1, false, 2)));
    assertEquals(List.of("one", "three"), takeAll());
    assertEquals(FIRST + 4, receiver.cumulativeTsn());
    receiver.forward(FIRST + 5, List.of(skip(1, false, 4)));
    assertEquals(List.of("five"), takeAll());
    assertEquals(20_000, window());
  }

  @Test
  void fragmentsOfASkippedMessageThatComeLateAreAcknowledgedAndForgotten() throws Exception {
    for (int kind : new int[] {0, U}) {
      receiver = new DataReceiver(options, FIRST, 10, true);
      receiver.receive(chunk(FIRST, B | kind, 1, 0, 0, "a"), 0);
      receiver.forward(FIRST + 1, List.of(skip(1, kind == U, 0)));
      receiver.receive(chunk(FIRST + 2, kind, 1, 0, 2, "c"), 0);
      assertEquals(FIRST + 2, receiver.cumulativeTsn());
      assertEquals(20_000, window());
      receiver.receive(chunk(FIRST + 3, B | E | kind, 1, 1, 0, "next"), 0);
      assertEquals(List.of("next"), takeAll());
    }
  }

  @Test
  void aSkipOfWhatWasDeliveredChangesNothing() throws Exception {
    receive(B | E, 1, 0, 0, "zero");
    receive(B | E, 1, 1, 0, "one");
    receiver.forward(nextTsn, List.of(skip(1, false, 0)));
    nextTsn++;
    receive(B | E, 1, 2, 0, "two");
    assertEquals(List.of("zero", "one", "two"), takeAll());
  }

  @Test
  void aResetStreamCountsFromZeroAndOthersGoOn() throws Exception {
    receive(B | E, 1, 0, 0, "a");
    receive(B | E, 2, 0, 0, "b");
    receive(B, 1, 1, 0, "never finished");
    receive(B | U, 1, 7, 0, "neither");
    receiver.reset(List.of(1));
    receive(B | E, 1, 0, 0, "c");
    receive(B | E, 2, 1, 0, "d");
    receive(B | E | U, 1, 0, 0, "e");
    assertEquals(List.of("a", "b", "c", "d", "e"), takeAll());
    assertEquals(20_000, window());
  }

  @Test
  void unorderedMessagesThatAreNeverFinishedAreForgottenInTheEnd() throws Exception {
    receive(B | U, 1, 0, 0, "x");
    receive(B | E | U, 1, 1 << 20, 0, "y");
    assertTrue(window() < 20_000 - 128);
    receive(B | E | U, 1, (1 << 24) + 1, 0, "z");
    assertEquals(List.of("y", "z"), takeAll());
    assertEquals(20_000, window());
    receive(E | U, 1, 0, 1, "too late");
    assertNull(receiver.poll());
  }

  private void receive(int flags, int stream, int mid, int fsn, String text) throws Exception {
    receiver.receive(chunk(nextTsn++, flags, stream, mid, fsn, text), 0);
  }

  private static SkippedStream skip(int stream, boolean unordered, int mid) {
    return new SkippedStream(stream, unordered, mid);
  }

  private static byte[] chunk(int tsn, int flags, int stream, int mid, int fsn, String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[IData.HEADER + Wire.padded(payload.length)];
    int field = (flags & B) != 0 ? 53 : fsn;
    IData.writeHeader(chunk, 0, flags, payload.length, tsn, stream, mid, field);
    System.arraycopy(payload, 0, chunk, IData.HEADER, payload.length);
    return chunk;
  }

  private List<String> takeAll() {
    List<String> texts = new ArrayList<>();
    SctpMessage message;
    while ((message = receiver.poll()) != null) {
      texts.add(StandardCharsets.US_ASCII.decode(message.payload().duplicate()).toString());
    }
    return texts;
  }

  private long window() {
    byte[] sack = new byte[1_000];
    receiver.writeSack(sack, 0, sack.length);
    return Wire.u32(sack, 8);
  }
}
