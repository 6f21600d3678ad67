package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FORWARD TSN and resets of streams, where messages come as DATA. */
class ForwardTsnReceiverTest {
  private static final int B = Data.BEGIN;
  private static final int E = Data.END;
  private static final int U = Data.UNORDERED;
  private static final int FIRST = -3;

  private final SctpOptions options =
      SctpOptions.defaults().withMaxMessageSize(10_000).withReceiveWindow(20_000);
  private DataReceiver receiver = new DataReceiver(options, FIRST, 10, false);

  @Test
  void skippedMessagesAreNotWaitedForAndWhatIsWholeIsDelivered() throws Exception {
    receive(FIRST + 1, B | E, 1, 1, "one");
    receive(FIRST + 3, B | E, 1, 3, "three");
    receive(FIRST + 4, B | E, 2, 1, "other");
    receiver.forward(FIRST, skip(1, 0));
    assertEquals(List.of("one"), takeAll());
    assertEquals(FIRST + 1, receiver.cumulativeTsn());
    receiver.forward(FIRST + 2, List.of(new SkippedStream(1, false, 2)));
    assertEquals(List.of("three"), takeAll());
    assertEquals(FIRST + 4, receiver.cumulativeTsn());
    receiver.forward(FIRST + 9, skip(2, 0));
    assertEquals(List.of("other"), takeAll());
    assertEquals(20_000, window());
  }

  @Test
  void everyPartOfASkippedMessageIsForgotten() throws Exception {
    // A message of nine fragments; each line is what has come when it is skipped.
    int[][] arrivals = {
      {0, 1, 2}, {0, 2, 4}, {8}, {7, 8}, {1}, {0, 1, 2, 3, 4, 5, 6, 7}, {5, 4, 3}, {0, 8}, {3, 4, 8}
    };
    for (int[] each : arrivals) {
      for (int skippedTo = 0; skippedTo < 9; skippedTo++) {
        receiver = new DataReceiver(options, FIRST, 10, false);
        for (int part : each) {
          receiveFragment(part);
        }
        if (receiver.cumulativeTsn() - (FIRST + skippedTo) >= 0) {
          continue;
        }
        receiver.forward(FIRST + skippedTo, skip(1, 0));
        // The rest of it was on its way.
        for (int part = 8; part >= 0; part--) {
          receiveFragment(part);
        }
        receive(FIRST + 9, B | E, 1, 1, "next");
        String message = java.util.Arrays.toString(each) + " skipped to " + skippedTo;
        assertEquals(FIRST + 9, receiver.cumulativeTsn(), message);
        assertEquals(List.of("next"), takeAll(), message);
        assertEquals(20_000, window(), message);
      }
    }
  }

  private void receiveFragment(int part) throws Exception {
    receive(FIRST + part, part == 0 ? B : part == 8 ? E : 0, 1, 0, "part");
  }

  @Test
  void aMessageThatIsWholeIsNotForgotten() throws Exception {
    receive(FIRST + 1, B | U, 1, 0, "who");
    receive(FIRST + 2, E | U, 1, 0, "le");
    receive(FIRST + 4, B | U, 1, 0, "rest");
    receiver.forward(FIRST + 3, List.of());
    assertEquals(List.of("whole"), takeAll());
    receive(FIRST + 5, E | U, 1, 0, "ful");
    assertEquals(List.of("restful"), takeAll());
  }

  @Test
  void whatFollowsASkipIsCheckedAgain() throws Exception {
    receiver.forward(FIRST, List.of());
    receive(FIRST + 1, B | E, 1, 0, "a");
    assertThrows(ProtocolViolationException.class, () -> receive(FIRST + 2, E, 1, 1, "b"));
  }

  @Test
  void aSkipBackwardsChangesNothingAndIsAnsweredAtOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      receive(FIRST + i, B | E, 1, i, "x");
    }
    receiver.packetEnd(0);
    window();
    for (int tsn : new int[] {FIRST + 4, FIRST, FIRST - 1, FIRST + (1 << 31) + 5}) {
      receiver.forward(tsn, skip(1, 1_000));
      receiver.packetEnd(0);
      assertTrue(receiver.isSackDue(0));
      assertEquals(FIRST + 4, receiver.cumulativeTsn());
      window();
      assertFalse(receiver.isSackDue(0));
    }
    receive(FIRST + 5, B | E, 1, 5, "x");
    assertEquals(6, takeAll().size());
  }

  @Test
  void aSkipOfAlmostHalfTheNumbersCostsNothing() throws Exception {
    receive(FIRST + 1, B, 1, 0, "x");
    receive(FIRST + ReceivedTsns.MAX_AHEAD - 1, B | E | U, 1, 0, "far");
    int tsn = FIRST;
    for (int i = 0; i < 10_000; i++) {
      tsn += Integer.MAX_VALUE;
      receiver.forward(tsn - 1, List.of());
      tsn--;
      assertEquals(tsn, receiver.cumulativeTsn());
    }
    assertEquals(List.of("far"), takeAll());
    assertEquals(20_000, window());
    receive(tsn + 1, B | E | U, 1, 0, "x");
    assertEquals(tsn + 1, receiver.cumulativeTsn());
  }

  @Test
  void listsOfThousandsOfStreamsCostNoMoreThanTheirLength() throws Exception {
    receiver = new DataReceiver(SctpOptions.defaults(), FIRST, 10, false);
    for (int i = 1; i < 20_000; i++) {
      receive(FIRST + i, B | E, 1, i, "x");
    }
    List<SkippedStream> many = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 16_000; i++) {
      many.add(new SkippedStream(random.nextInt(65_536), false, random.nextInt(0x8000, 0x1_0000)));
      many.add(new SkippedStream(1, false, 0));
    }
    for (int i = 0; i < 200; i++) {
      receiver.forward(receiver.cumulativeTsn() + 1, many);
    }
    assertEquals(19_999, takeAll().size());
  }

  @Test
  void sequenceNumbersAreSkippedAcrossTheirWrap() throws Exception {
    receiver.forward(FIRST, skip(1, 0x7fff));
    receiver.forward(FIRST + 1, skip(1, 0xfffe));
    receive(FIRST + 3, B | E, 1, 0, "after");
    receive(FIRST + 2, B | E, 1, 0xffff, "before");
    assertEquals(List.of("before", "after"), takeAll());
    receiver.forward(FIRST + 4, skip(1, 0xffff));
    receive(FIRST + 5, B | E, 1, 1, "next");
    assertEquals(List.of("next"), takeAll(), "a number from before says nothing");
  }

  @Test
  void aResetStreamCountsFromZeroAndOthersGoOn() throws Exception {
    receive(FIRST, B | E, 1, 0, "a");
    receive(FIRST + 1, B | E, 2, 0, "b");
    receive(FIRST + 2, B | E, 1, 5, "never in order");
    receiver.reset(List.of(1, 9));
    receive(FIRST + 3, B | E, 1, 0, "c");
    receive(FIRST + 4, B | E, 2, 1, "d");
    assertEquals(List.of("a", "b", "c", "d"), takeAll());
    assertEquals(20_000, window());
  }

  private void receive(int tsn, int flags, int stream, int ssn, String text) throws Exception {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[Data.HEADER + Wire.padded(payload.length)];
    Data.writeHeader(chunk, 0, flags, payload.length, tsn, stream, ssn, 51);
    System.arraycopy(payload, 0, chunk, Data.HEADER, payload.length);
    receiver.receive(chunk, 0);
  }

  private static List<SkippedStream> skip(int stream, int ssn) {
    return List.of(new SkippedStream(stream, false, ssn));
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
