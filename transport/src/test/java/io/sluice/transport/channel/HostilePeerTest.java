package io.sluice.transport.channel;

import static io.sluice.transport.channel.DataChannelsTest.pumpAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.channel.ChannelEvent.Reason;
import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A peer that breaks the rules loses its channel, and this side nothing else. */
class HostilePeerTest {
  private static final int MAX = 1000;
  private static final byte[] OPEN = array(new DcepOpen(ChannelOptions.ordered("x")));
  private static final byte[] ACK = array(new DcepAck());

  private final MemoryPort port = new MemoryPort();
  private final DataChannels channels = port.channels(true, MAX);

  @Test
  void anOpenOfOurParityIsRefused() {
    port.arrives(2, Ppid.DCEP, OPEN);
    assertRefused(2);
  }

  @Test
  void anOpenOnTheReservedIdIsRefused() {
    port.arrives(65535, Ppid.DCEP, OPEN);
    assertEquals(List.of(), pumpAll(channels));
    assertEquals(1, channels.refusals());
    assertEquals(List.of(), port.resets, "this side has no such stream");
    assertEquals(List.of(), port.sent, "no ACK");
  }

  @Test
  void anOpenThatDidNotKeepTheOrderIsRefused() {
    port.arrivesUnordered(1, Ppid.DCEP, OPEN);
    assertRefused(1);
  }

  @Test
  void aTruncatedOpenIsRefusedAndItsStreamStaysSo() {
    port.arrives(1, Ppid.DCEP, (byte) 3, (byte) 0);
    assertRefused(1);
    port.arrives(1, Ppid.DCEP, OPEN);
    assertEquals(List.of(), pumpAll(channels));
    assertEquals(2, channels.refusals());
    assertEquals(List.of(1), port.resets, "one reset is enough");
  }

  @Test
  void anOpenOnAUsedIdClosesThatChannel() {
    port.arrives(1, Ppid.DCEP, OPEN);
    port.arrives(1, Ppid.DCEP, OPEN);
    List<ChannelEvent> events = pumpAll(channels);
    Opened opened = new Opened(1, ChannelOptions.ordered("x"));
    assertEquals(List.of(opened, new Closed(1, Reason.PROTOCOL_ERROR)), events);
    assertEquals(1, port.sent.size(), "one ACK");
    assertEquals(List.of(1), port.resets);
  }

  @Test
  void oneBadChannelLeavesTheOthersAlone() {
    channels.openNegotiated(0, ChannelOptions.ordered("control"));
    port.arrives(1, Ppid.DCEP, OPEN);
    port.arrives(1, Ppid.DCEP, (byte) 99);
    pumpAll(channels);
    assertFalse(channels.isOpen(1));
    assertTrue(channels.isOpen(0));
    port.arrives(0, Ppid.BINARY, (byte) 1);
    assertEquals(1, pumpAll(channels).size());
  }

  @Test
  void messagesOnAStreamNobodyOpenedAreDroppedAndCounted() {
    for (int i = 0; i < 100; i++) {
      port.arrives(9, Ppid.BINARY, (byte) 1);
    }
    assertEquals(List.of(), pumpAll(channels));
    assertEquals(100, channels.refusals());
    assertEquals(List.of(9), port.resets, "a flood of them does not make a flood of resets");
  }

  @Test
  void anAckForNothingIsRefused() {
    port.arrives(5, Ppid.DCEP, ACK);
    assertRefused(5);
  }

  @Test
  void anAckTooManyIsHarmless() {
    int id = channels.open(ChannelOptions.ordered("x"), 0);
    port.arrives(id, Ppid.DCEP, ACK);
    port.arrives(id, Ppid.DCEP, ACK);
    assertEquals(List.of(), pumpAll(channels));
    assertTrue(channels.isOpen(id));
  }

  @Test
  void aMessageLongerThanWeTakeClosesItsChannel() {
    channels.openNegotiated(0, ChannelOptions.ordered("x"));
    port.arrives(0, Ppid.BINARY, new byte[MAX]);
    assertEquals(1, pumpAll(channels).size());
    port.arrives(0, Ppid.BINARY, new byte[MAX + 1]);
    assertEquals(List.of(new Closed(0, Reason.MESSAGE_TOO_LONG)), pumpAll(channels));
    assertFalse(channels.send(0, false, ByteBuffer.allocate(1), 0));
  }

  @Test
  void anUnknownPayloadProtocolClosesItsChannel() {
    channels.openNegotiated(0, ChannelOptions.ordered("x"));
    for (int ppid : new int[] {0, 49, 55, 58, -1}) {
      int id = channels.open(ChannelOptions.ordered("x"), 0);
      port.arrives(id, ppid, (byte) 1);
      assertEquals(List.of(new Closed(id, Reason.PROTOCOL_ERROR)), pumpAll(channels));
    }
  }

  @Test
  void messagesInPartsHaveTheSameBound() {
    channels.openNegotiated(0, ChannelOptions.ordered("x"));
    port.arrives(0, Ppid.PARTIAL_BINARY, new byte[MAX]);
    port.arrives(0, Ppid.BINARY, new byte[1]);
    assertEquals(List.of(new Closed(0, Reason.MESSAGE_TOO_LONG)), pumpAll(channels));
    channels.openNegotiated(1, ChannelOptions.ordered("x"));
    for (int i = 0; i < 1_000; i++) {
      port.arrives(1, Ppid.PARTIAL_BINARY, new byte[MAX / 3]);
    }
    assertEquals(List.of(new Closed(1, Reason.MESSAGE_TOO_LONG)), pumpAll(channels));
  }

  @Test
  void manyMessagesInPartsHaveABoundTogether() {
    int closed = 0;
    for (int i = 0; i < 100; i++) {
      channels.openNegotiated(2 * i, ChannelOptions.ordered("x"));
      port.arrives(2 * i, Ppid.PARTIAL_BINARY, new byte[MAX]);
      closed += pumpAll(channels).size();
    }
    assertEquals(96, closed);
  }

  @Test
  void partsWherePartsAreNotAllowedCloseTheChannel() {
    Reliability once = new Reliability.LimitedRetransmissions(0);
    channels.openNegotiated(0, ChannelOptions.unordered("x"));
    channels.openNegotiated(2, ChannelOptions.ordered("x").withReliability(once));
    port.arrives(0, Ppid.PARTIAL_BINARY, (byte) 1);
    port.arrives(2, Ppid.PARTIAL_BINARY, (byte) 1);
    assertEquals(
        List.of(new Closed(0, Reason.PROTOCOL_ERROR), new Closed(2, Reason.PROTOCOL_ERROR)),
        pumpAll(channels));
  }

  @Test
  void anUnorderedMessageOnAnOrderedChannelClosesIt() {
    channels.openNegotiated(0, ChannelOptions.ordered("x"));
    port.arrivesUnordered(0, Ppid.BINARY, (byte) 1);
    assertEquals(List.of(new Closed(0, Reason.PROTOCOL_ERROR)), pumpAll(channels));
  }

  @Test
  void anEmptyMessageMayCarryAnything() {
    channels.openNegotiated(0, ChannelOptions.ordered("x"));
    port.arrives(0, Ppid.EMPTY_BINARY, (byte) 1, (byte) 2);
    assertEquals(
        List.of(new ChannelEvent.Message(0, false, ByteBuffer.allocate(0))), pumpAll(channels));
  }

  @Test
  void aPeerWithFewStreamsLosesTheChannelsBeyondThem() {
    port.room = 0;
    channels.openNegotiated(0, ChannelOptions.ordered("control"));
    channels.openNegotiated(7, ChannelOptions.ordered("x"));
    assertEquals(2, channels.open(ChannelOptions.ordered("x"), 0));
    channels.receive(new SctpEvent.Up(2, 2), 0);
    Closed two = new Closed(2, Reason.NO_STREAM);
    Closed seven = new Closed(7, Reason.NO_STREAM);
    assertEquals(List.of(two, seven), pumpAll(channels));
    port.room = 10;
    assertTrue(channels.send(0, false, ByteBuffer.allocate(1), 0));
    assertFalse(channels.send(2, false, ByteBuffer.allocate(1), 0));
    assertEquals(-1, channels.open(ChannelOptions.ordered("x"), 0));
    port.arrives(3, Ppid.DCEP, OPEN);
    pumpAll(channels);
    assertEquals(1, port.sent.size(), "no OPEN and no ACK on a stream that is not there");
  }

  @Test
  void aPeerCannotOpenWithoutBound() {
    for (int id = 1; id < DataChannels.MAX_ID; id += 2) {
      port.arrives(id, Ppid.DCEP, OPEN);
    }
    assertEquals(DataChannels.MAX_CHANNELS, pumpAll(channels).size());
    assertEquals(DataChannels.MAX_CHANNELS, port.sent.size(), "only those get an ACK");
  }

  @Test
  void aPeerThatSpoilsAllOurIdsLeavesUsWithNone() {
    for (int id = 0; id <= 65535; id++) {
      port.arrives(id, Ppid.TEXT, (byte) 1);
    }
    pumpAll(channels);
    assertEquals(-1, channels.open(ChannelOptions.ordered("x"), 0));
  }

  @Test
  void randomMessagesNeverThrowAndEventsStayTrue() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      MemoryPort wild = new MemoryPort();
      DataChannels end = wild.channels(random.nextBoolean(), MAX);
      end.openNegotiated(0, ChannelOptions.ordered("control"));
      Set<Integer> open = new HashSet<>(Set.of(0));
      for (int i = 0; i < 500; i++) {
        wild.arriving.add(randomMessage(random));
        for (ChannelEvent event : pumpAll(end)) {
          String where = "seed " + seed + ", message " + i + ": " + event;
          switch (event) {
            case Opened opened -> assertTrue(open.add(opened.id()), where);
            case Closed closed -> assertTrue(open.remove(closed.id()), where);
            case ChannelEvent.Message message -> assertTrue(open.contains(message.id()), where);
            case ChannelEvent.BufferedAmountLow low -> throw new AssertionError(where);
          }
        }
      }
      Set<Integer> usable =
          IntStream.range(0, 65536).filter(end::isOpen).boxed().collect(Collectors.toSet());
      assertEquals(open, usable, "seed " + seed);
    }
  }

  private static SctpMessage randomMessage(Random random) {
    int id = random.nextInt(20) == 0 ? random.nextInt(65536) : random.nextInt(8);
    byte[] payload =
        switch (random.nextInt(5)) {
          case 0, 1 -> OPEN.clone();
          case 2 -> ACK.clone();
          case 3 -> new byte[random.nextInt(2 * MAX)];
          default -> new byte[random.nextInt(20)];
        };
    if (payload.length > 0 && random.nextInt(4) == 0) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt();
    }
    return new SctpMessage(
        id, 49 + random.nextInt(10), random.nextInt(8) == 0, ByteBuffer.wrap(payload));
  }

  private void assertRefused(int id) {
    assertEquals(List.of(), pumpAll(channels));
    assertEquals(1, channels.refusals());
    assertEquals(List.of(id), port.resets);
    assertFalse(channels.isOpen(id));
    assertEquals(List.of(), port.sent, "no ACK");
  }

  private static byte[] array(DcepMessage message) {
    return message.write().array();
  }
}
