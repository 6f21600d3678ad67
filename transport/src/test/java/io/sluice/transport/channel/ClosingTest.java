package io.sluice.transport.channel;

import static io.sluice.transport.channel.DataChannelsTest.pumpAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.channel.ChannelEvent.Reason;
import io.sluice.transport.sctp.api.SctpEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How channels end, and when their ids are free again (RFC 8831 section 6.7). */
class ClosingTest {
  private static final long NOW = 0;
  private static final int MAX = 1000;
  private static final ChannelOptions X = ChannelOptions.ordered("x");

  private final MemoryPort[] ports = MemoryPort.pair();
  private final DataChannels client = ports[0].channels(true, MAX);
  private final DataChannels server = ports[1].channels(false, MAX);

  @Test
  void aCloseResetsBothDirectionsAndBothSidesAreTold() {
    int id = openAtBoth();
    client.close(id, NOW);
    assertFalse(client.isOpen(id));
    assertEquals(List.of(), deliver(client, ports[0]), "the peer has not closed it yet");
    assertEquals(List.of(new Closed(id, Reason.CLOSED_BY_PEER)), settle(server, ports[1]));
    assertEquals(List.of(id), ports[1].resets);
    assertEquals(List.of(new Closed(id, Reason.CLOSED)), settle(client, ports[0]));
  }

  @Test
  void anIdIsFreeAgainOnlyWhenBothDirectionsWereReset() {
    int id = openAtBoth();
    client.close(id, NOW);
    assertEquals(2, client.open(X, NOW), "the id is still taken");
    settle(server, ports[1]);
    settle(client, ports[0]);
    assertEquals(id, client.open(X, NOW));
    assertEquals(List.of(new Opened(id, X)), pumpAll(server));
    assertTrue(client.send(id, true, ByteBuffer.allocate(3), NOW));
    assertEquals(1, pumpAll(server).size());
    assertEquals(0, client.refusals() + server.refusals());
  }

  @Test
  void bothSidesMayCloseAtOnce() {
    int id = openAtBoth();
    client.close(id, NOW);
    server.close(id, NOW);
    Closed closed = new Closed(id, Reason.CLOSED);
    assertEquals(List.of(closed), settle(client, ports[0]));
    assertEquals(List.of(closed), settle(server, ports[1]));
    assertEquals(List.of(id), ports[0].resets, "one reset each is enough");
    assertEquals(List.of(id), ports[1].resets);
    assertEquals(id, client.open(X, NOW));
  }

  @Test
  void whatArrivesOnAClosingChannelIsDropped() {
    int id = openAtBoth();
    server.send(id, true, ByteBuffer.allocate(3), NOW);
    client.close(id, NOW);
    assertEquals(List.of(), pumpAll(client));
    assertFalse(client.send(id, true, ByteBuffer.allocate(3), NOW));
    ports[0].arrives(id, Ppid.DCEP, new DcepOpen(X).write().array());
    assertEquals(List.of(), pumpAll(client), "nor is it opened again by that");
    assertEquals(List.of(id), ports[0].resets);
  }

  @Test
  void aPeerThatCannotResetLeavesAChannelClosedHereAndItsIdUsedUp() {
    ports[0].resettable = false;
    int id = openAtBoth();
    client.close(id, NOW);
    assertEquals(List.of(new Closed(id, Reason.CLOSED)), settle(client, ports[0]));
    assertEquals(2, client.open(X, NOW));
    assertFalse(client.send(id, true, ByteBuffer.allocate(3), NOW));
    assertThrows(IllegalStateException.class, () -> client.openNegotiated(id, X));
  }

  @Test
  void aResetThatThePeerRefusesUsesTheIdUp() {
    int id = openAtBoth();
    client.close(id, NOW);
    ports[0].events.clear();
    client.receive(new SctpEvent.OutgoingReset(List.of(id), false), NOW);
    assertEquals(List.of(new Closed(id, Reason.CLOSED)), pumpAll(client));
    client.receive(new SctpEvent.IncomingReset(List.of(id)), NOW);
    assertEquals(2, client.open(X, NOW));
  }

  @Test
  void aChannelWhoseOpenNeverLeftIsGoneAtOnce() {
    ports[0].room = 0;
    int id = client.open(X, NOW);
    client.close(id, NOW);
    assertEquals(List.of(new Closed(id, Reason.CLOSED)), settle(client, ports[0]));
    assertEquals(List.of(), ports[0].resets, "the peer knows of nothing");
    ports[0].room = 10;
    assertEquals(id, client.open(X, NOW));
    assertEquals(1, ports[0].sent.size());
  }

  @Test
  void aChannelClosedBeforeTheAssociationIsUpIsResetWhenItIs() {
    DataChannels early = new DataChannels(ports[0], true, MAX, MAX);
    early.openNegotiated(4, X);
    early.openNegotiated(9, X);
    early.close(4, NOW);
    early.close(9, NOW);
    assertEquals(List.of(), ports[0].resets);
    early.receive(new SctpEvent.Up(5, 5), NOW);
    assertEquals(List.of(4), ports[0].resets);
    assertEquals(List.of(new Closed(9, Reason.CLOSED)), pumpAll(early), "it has no stream");
    early.receive(new SctpEvent.OutgoingReset(List.of(4), true), NOW);
    early.receive(new SctpEvent.IncomingReset(List.of(4)), NOW);
    assertEquals(List.of(new Closed(4, Reason.CLOSED)), pumpAll(early));
  }

  @Test
  void aRestartClosesAllChannelsAndFreesTheirIds() {
    int first = openAtBoth();
    int second = openAtBoth();
    client.openNegotiated(7, X);
    client.close(first, NOW);
    ports[0].room = 0;
    int third = client.open(X, NOW);
    client.receive(new SctpEvent.Restarted(100, 100), NOW);
    assertEquals(
        List.of(
            new Closed(second, Reason.RESTARTED),
            new Closed(third, Reason.RESTARTED),
            new Closed(7, Reason.RESTARTED),
            new Closed(first, Reason.CLOSED)),
        pumpAll(client));
    int sentBefore = ports[0].sent.size();
    ports[0].room = 10;
    assertEquals(0, client.open(X, NOW));
    assertEquals(sentBefore + 1, ports[0].sent.size(), "the OPEN from before is forgotten");
    assertThrows(IllegalStateException.class, () -> client.openNegotiated(100, X));
  }

  @Test
  void aResetOfAStreamThatIsNoChannelChangesNothing() {
    client.receive(new SctpEvent.IncomingReset(List.of(1, 2, 65_535)), NOW);
    client.receive(new SctpEvent.OutgoingReset(List.of(1, 2, 65_535), true), NOW);
    client.receive(new SctpEvent.OutgoingReset(List.of(1, 2, 65_535), false), NOW);
    assertEquals(List.of(), pumpAll(client));
    assertEquals(List.of(), ports[0].resets);
    assertEquals(0, client.open(X, NOW));
  }

  @Test
  void closingChannelsCountAsChannels() {
    MemoryPort deaf = new MemoryPort();
    DataChannels channels = deaf.channels(true, MAX);
    for (int i = 0; i < DataChannels.MAX_CHANNELS; i++) {
      channels.close(channels.open(X, NOW), NOW);
    }
    assertEquals(-1, channels.open(X, NOW), "a peer that answers no reset gets no more");
  }

  @Test
  void aRefusedStreamMayBecomeAChannelAfterItsReset() {
    ports[1].arrives(4, Ppid.BINARY, (byte) 1);
    pumpAll(server);
    assertEquals(List.of(4), ports[1].resets);
    settle(server, ports[1]);
    server.receive(new SctpEvent.IncomingReset(List.of(4)), NOW);
    ports[1].arrives(4, Ppid.DCEP, new DcepOpen(X).write().array());
    assertEquals(List.of(new Opened(4, X)), pumpAll(server));
  }

  private int openAtBoth() {
    int id = client.open(X, NOW);
    pumpAll(server);
    pumpAll(client);
    return id;
  }

  /** Hands in one event of the association. */
  private static List<ChannelEvent> deliver(DataChannels end, MemoryPort port) {
    end.receive(port.events.remove(), NOW);
    return pumpAll(end);
  }

  /** Hands in all events of the association. */
  private static List<ChannelEvent> settle(DataChannels end, MemoryPort port) {
    List<ChannelEvent> told = new ArrayList<>(pumpAll(end));
    while (!port.events.isEmpty()) {
      told.addAll(deliver(end, port));
    }
    return told;
  }
}
