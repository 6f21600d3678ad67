package io.sluice.transport.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.channel.ChannelEvent.Message;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two ends that keep the rules. */
class DataChannelsTest {
  private static final long NOW = 0;
  private static final int MAX = 1000;

  private final MemoryPort[] ports = MemoryPort.pair();
  private final DataChannels client = ports[0].channels(true, MAX);
  private final DataChannels server = ports[1].channels(false, MAX);

  @Test
  void anOpenReachesThePeerWithLabelAndProtocol() {
    ChannelOptions options = new ChannelOptions("files", "sluice", false);
    int id = client.open(options, NOW);
    assertEquals(List.of(new Opened(id, options)), pumpAll(server));
    assertTrue(server.isOpen(id));
    assertEquals(List.of(), pumpAll(client), "the ACK is no event");
  }

  @Test
  void theDtlsClientUsesEvenIdsAndTheServerOddOnes() {
    ChannelOptions options = ChannelOptions.ordered("x");
    assertEquals(List.of(0, 2, 4), openThree(client, options));
    assertEquals(List.of(1, 3, 5), openThree(server, options));
    assertEquals(3, pumpAll(server).size());
    assertEquals(3, pumpAll(client).size());
    assertEquals(0, client.refusals() + server.refusals());
  }

  @Test
  void messagesKeepTheirKindAndBytesBothWays() {
    int id = client.open(ChannelOptions.ordered("x"), NOW);
    assertTrue(client.send(id, true, utf8("grüezi"), NOW));
    assertTrue(client.send(id, false, ByteBuffer.wrap(new byte[] {1, 2, 3}), NOW));
    List<ChannelEvent> atServer = pumpAll(server);
    assertMessage(atServer.get(1), id, true, utf8("grüezi"));
    assertMessage(atServer.get(2), id, false, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertTrue(server.send(id, true, utf8("salü"), NOW));
    assertMessage(pumpAll(client).get(0), id, true, utf8("salü"));
  }

  @Test
  void anEmptyMessageTravelsAsOneZeroByte() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    server.openNegotiated(0, ChannelOptions.ordered("x"));
    client.send(0, true, ByteBuffer.allocate(0), NOW);
    client.send(0, false, ByteBuffer.allocate(0), NOW);
    assertEquals(List.of(56, 57), ports[0].sent.stream().map(SctpMessage::ppid).toList());
    assertEquals(ByteBuffer.wrap(new byte[1]), ports[0].sent.get(0).payload());
    List<ChannelEvent> events = pumpAll(server);
    assertMessage(events.get(0), 0, true, ByteBuffer.allocate(0));
    assertMessage(events.get(1), 0, false, ByteBuffer.allocate(0));
  }

  @Test
  void anUnorderedChannelSendsInOrderUntilThePeerHasAnswered() {
    int id = client.open(ChannelOptions.unordered("x"), NOW);
    client.send(id, false, utf8("before"), NOW);
    pumpAll(server);
    pumpAll(client);
    client.send(id, false, utf8("after"), NOW);
    assertEquals(
        List.of(false, false, true), ports[0].sent.stream().map(SctpMessage::unordered).toList());
    assertEquals(1, pumpAll(server).size());
  }

  @Test
  void aMessageOfThePeerAnswersAsWellAsAnAck() {
    DataChannels alone = ports[0].channels(true, MAX);
    int id = alone.open(ChannelOptions.unordered("x"), NOW);
    ports[0].arrives(id, Ppid.BINARY, (byte) 7);
    pumpAll(alone);
    alone.send(id, false, utf8("free"), NOW);
    assertTrue(ports[0].sent.getLast().unordered());
  }

  @Test
  void anOrderedChannelNeverSendsUnordered() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    client.send(0, false, utf8("a"), NOW);
    assertFalse(ports[0].sent.getLast().unordered());
  }

  @Test
  void aNegotiatedChannelSaysNothingAndIsUnorderedAtOnce() {
    client.openNegotiated(3, ChannelOptions.unordered("blocks"));
    assertEquals(List.of(), ports[0].sent);
    client.send(3, false, utf8("a"), NOW);
    assertTrue(ports[0].sent.getLast().unordered());
    assertThrows(
        IllegalStateException.class, () -> client.openNegotiated(3, ChannelOptions.ordered("x")));
    assertThrows(
        IllegalArgumentException.class,
        () -> client.openNegotiated(65535, ChannelOptions.ordered("x")));
  }

  @Test
  void openStepsOverNegotiatedAndClosedIds() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    client.openNegotiated(2, ChannelOptions.ordered("x"));
    client.close(2, NOW);
    assertEquals(4, client.open(ChannelOptions.ordered("y"), NOW));
  }

  @Test
  void aFullAssociationDelaysTheOpenAndTheMessagesBehindIt() {
    ports[0].room = 0;
    int id = client.open(ChannelOptions.ordered("x"), NOW);
    assertFalse(client.send(id, false, utf8("a"), NOW));
    ports[0].room = 1;
    assertFalse(client.send(id, false, utf8("a"), NOW), "the OPEN goes first");
    ports[0].room = 1;
    assertTrue(client.send(id, false, utf8("a"), NOW));
    assertEquals(List.of(50, 53), ports[0].sent.stream().map(SctpMessage::ppid).toList());
  }

  @Test
  void anAckThatFoundNoRoomGoesWithALaterPump() {
    ports[1].room = 0;
    client.open(ChannelOptions.ordered("x"), NOW);
    pumpAll(server);
    assertEquals(List.of(), ports[1].sent);
    ports[1].room = 1;
    assertFalse(server.pump(NOW));
    assertArrayEquals(new byte[] {2}, ports[1].sent.getFirst().payload().array());
  }

  @Test
  void pumpMovesOneMessageAtATime() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    server.openNegotiated(0, ChannelOptions.ordered("x"));
    client.send(0, false, utf8("a"), NOW);
    client.send(0, false, utf8("b"), NOW);
    assertTrue(server.pump(NOW));
    assertEquals(1, ports[1].arriving.size(), "the second still fills the association's window");
    assertMessage(server.pollEvent(), 0, false, utf8("a"));
    assertNull(server.pollEvent());
    assertTrue(server.pump(NOW));
    assertFalse(server.pump(NOW));
  }

  @Test
  void pumpStopsWhileNobodyTakesTheEvents() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    server.openNegotiated(0, ChannelOptions.ordered("x"));
    for (int i = 0; i < 1000; i++) {
      client.send(0, false, utf8("a"), NOW);
    }
    int taken = 0;
    while (server.pump(NOW)) {
      taken++;
    }
    assertNotEquals(0, taken);
    assertEquals(1000 - taken, ports[1].arriving.size());
    assertTrue(taken < 100, "events have a bound");
    assertEquals(1000, pumpAll(server).size(), "nothing is lost");
  }

  @Test
  void theLongestMessagePassesAndALongerOneIsTheCallersMistake() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    assertTrue(client.send(0, false, ByteBuffer.allocate(MAX), NOW));
    assertThrows(
        IllegalArgumentException.class,
        () -> client.send(0, false, ByteBuffer.allocate(MAX + 1), NOW));
  }

  @Test
  void aClosedChannelTakesAndGivesNothing() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    server.openNegotiated(0, ChannelOptions.ordered("x"));
    server.send(0, false, utf8("late"), NOW);
    client.close(0, NOW);
    client.close(0, NOW);
    assertEquals(List.of(0), ports[0].resets, "the stream is reset once");
    assertFalse(client.isOpen(0));
    assertFalse(client.send(0, false, utf8("a"), NOW));
    assertEquals(List.of(), pumpAll(client));
  }

  @Test
  void theLongestMessagesToSendAndToTakeMayDiffer() {
    DataChannels end = new DataChannels(ports[0], true, 100, 10);
    end.openNegotiated(0, ChannelOptions.ordered("x"));
    assertTrue(end.send(0, false, ByteBuffer.allocate(10), NOW));
    assertThrows(
        IllegalArgumentException.class, () -> end.send(0, false, ByteBuffer.allocate(11), NOW));
    ports[0].arrives(0, Ppid.BINARY, new byte[100]);
    assertMessage(pumpAll(end).getFirst(), 0, false, ByteBuffer.allocate(100));
  }

  @Test
  void reliabilityAndPriorityHoldForBothEnds() {
    Reliability twice = new Reliability.LimitedRetransmissions(2);
    ChannelOptions options =
        ChannelOptions.unordered("x").withReliability(twice).withPriority(1024);
    int id = client.open(options, NOW);
    client.send(id, false, utf8("a"), NOW);
    assertEquals(List.of(new Opened(id, options)), pumpAll(server).subList(0, 1));
    server.send(id, false, utf8("b"), NOW);
    assertEquals(twice, ports[0].sent.getLast().reliability());
    assertEquals(twice, ports[1].sent.getLast().reliability());
    assertEquals(Reliability.FULL, ports[0].sent.getFirst().reliability(), "the OPEN");
    assertEquals(Reliability.FULL, ports[1].sent.getFirst().reliability(), "the ACK");
    assertEquals(1024, ports[0].priorities.get(id));
    assertEquals(1024, ports[1].priorities.get(id));
    int least = client.open(options.withPriority(0), NOW);
    assertEquals(1, ports[0].priorities.get(least), "a weight of 0 would be none");
  }

  @Test
  void whatWaitsOnAChannelAndItsThresholdAreThoseOfTheStream() {
    int id = client.open(ChannelOptions.ordered("x"), NOW);
    assertEquals(0, ports[0].thresholds.get(id), "not that of an earlier channel");
    client.bufferedAmountLowThreshold(id, 77);
    assertEquals(77, ports[0].thresholds.get(id));
    client.send(id, false, ByteBuffer.allocate(100), NOW);
    assertEquals(ports[0].bufferedAmount(id), client.bufferedAmount(id));
    SctpEvent low = new SctpEvent.BufferedAmountLow(id);
    client.receive(low, NOW);
    client.receive(low, NOW);
    client.receive(new SctpEvent.BufferedAmountLow(40), NOW);
    assertEquals(List.of(new ChannelEvent.BufferedAmountLow(id)), pumpAll(client));
    client.close(id, NOW);
    client.receive(low, NOW);
    assertEquals(List.of(), pumpAll(client));
  }

  @Test
  void messagesInPartsOfTheOldKindArePutTogether() {
    client.openNegotiated(0, ChannelOptions.ordered("x"));
    client.openNegotiated(1, ChannelOptions.ordered("y"));
    ports[0].arrives(0, Ppid.PARTIAL_TEXT, (byte) 'a');
    ports[0].arrives(1, Ppid.PARTIAL_BINARY, (byte) 1);
    ports[0].arrives(0, Ppid.PARTIAL_TEXT, (byte) 'b');
    ports[0].arrives(1, Ppid.BINARY, (byte) 2);
    ports[0].arrives(0, Ppid.TEXT, (byte) 'c');
    ports[0].arrives(0, Ppid.TEXT, (byte) 'd');
    List<ChannelEvent> events = pumpAll(client);
    assertMessage(events.get(0), 1, false, ByteBuffer.wrap(new byte[] {1, 2}));
    assertMessage(events.get(1), 0, true, utf8("abc"));
    assertMessage(events.get(2), 0, true, utf8("d"));
  }

  @Test
  void sendingOnAnIdThatNeverWasAChannelIsTheCallersMistake() {
    assertThrows(IllegalStateException.class, () -> client.send(8, false, utf8("a"), NOW));
  }

  @Test
  void theNumberOfChannelsHasABound() {
    for (int i = 0; i < DataChannels.MAX_CHANNELS; i++) {
      assertEquals(2 * i, client.open(ChannelOptions.ordered("x"), NOW));
    }
    assertEquals(-1, client.open(ChannelOptions.ordered("x"), NOW));
    assertEquals(DataChannels.MAX_CHANNELS, pumpAll(server).size());
  }

  private static List<Integer> openThree(DataChannels end, ChannelOptions options) {
    return List.of(end.open(options, NOW), end.open(options, NOW), end.open(options, NOW));
  }

  /** Everything that has arrived at this end, as a session takes it. */
  static List<ChannelEvent> pumpAll(DataChannels end) {
    List<ChannelEvent> events = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = end.pump(NOW);
      ChannelEvent event = end.pollEvent();
      while (event != null) {
        events.add(event);
        more = true;
        event = end.pollEvent();
      }
    }
    return events;
  }

  private static void assertMessage(ChannelEvent event, int id, boolean text, ByteBuffer payload) {
    assertEquals(new Message(id, text, payload), event);
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }
}
