package io.sluice.transport.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Message;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimNet;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Channels on real associations, over networks that lose, double and reorder packets. */
class ChannelsOverSctpTest {
  private static final int MAX = 64 * 1024;
  private static final int MESSAGES = 40;
  private static final LinkProfile BAD =
      LinkProfile.of(Duration.ofMillis(20)).withFaults(0.1, 0.02, 0.1, 0.01);

  @Test
  void channelsDeliverWhatTheyPromiseOverBadNetworks() {
    for (long seed = 0; seed < 50; seed++) {
      // Bits are flipped on the way, so packets need their checksums.
      Run run = new Run(SctpOptions.defaults().withOfferZeroChecksum(false), BAD, seed);
      int ordered = run.client.open(ChannelOptions.ordered("in order"), run.pair.now());
      int unordered = run.client.open(ChannelOptions.unordered("any order"), run.pair.now());
      for (int i = 0; i < MESSAGES; i++) {
        run.toSend.add(new Message(ordered, true, numbered(i)));
        run.toSend.add(new Message(unordered, false, numbered(i)));
      }
      String where = "seed " + seed;
      assertTrue(run.until(() -> run.messages() == 2 * MESSAGES), where);
      assertEquals("in order", run.opened.get(ordered).label(), where);
      assertTrue(run.opened.get(ordered).ordered(), where);
      assertEquals("any order", run.opened.get(unordered).label(), where);
      List<Integer> all = IntStream.range(0, MESSAGES).boxed().toList();
      assertEquals(all, run.received.get(ordered), where);
      assertEquals(Set.copyOf(all), new HashSet<>(run.received.get(unordered)), where);
      assertEquals(0, run.client.refusals() + run.server.refusals(), where);
    }
  }

  @Test
  void aPeerWithTooFewStreamsClosesChannelsAndThrowsNothing() {
    SctpOptions one = SctpOptions.defaults().withStreams(1);
    LinkProfile link = LinkProfile.of(Duration.ofMillis(1));
    SimPair pair = new SimPair(SctpOptions.defaults(), one, new SimNet(link, 1), 1).connected();
    DataChannels channels = new DataChannels(pair.left().association(), true, MAX);
    channels.openNegotiated(0, ChannelOptions.ordered("control"));
    channels.openNegotiated(2, ChannelOptions.unordered("blocks"));
    SctpEvent.Up up = (SctpEvent.Up) pair.left().events().getFirst();
    channels.receive(up, pair.now());
    assertEquals(new Closed(2, ChannelEvent.Reason.NO_STREAM), channels.pollEvent());
    assertTrue(channels.send(0, false, ByteBuffer.allocate(9), pair.now()));
  }

  private static ByteBuffer numbered(int number) {
    // Every length from a byte more than the number to several packets.
    return ByteBuffer.allocate(5 + number * 150).putInt(0, number);
  }

  /** Two ends, driven until all has arrived. */
  private static final class Run {
    final SimPair pair;
    final DataChannels client;
    final DataChannels server;
    final List<Message> toSend = new ArrayList<>();
    final Map<Integer, ChannelOptions> opened = new HashMap<>();
    final Map<Integer, List<Integer>> received = new HashMap<>();

    Run(SctpOptions options, LinkProfile link, long seed) {
      pair = new SimPair(options, link, seed);
      client = channels(pair.left(), true);
      server = channels(pair.right(), false);
      pair.connectBoth();
    }

    private static DataChannels channels(SimHost host, boolean evenIds) {
      host.reading(false);
      return new DataChannels(host.association(), evenIds, MAX);
    }

    int messages() {
      return received.values().stream().mapToInt(List::size).sum();
    }

    boolean until(java.util.function.BooleanSupplier done) {
      return pair.runUntil(
          () -> {
            move();
            return done.getAsBoolean();
          },
          Duration.ofMinutes(10));
    }

    private void move() {
      long now = pair.now();
      while (client.pump(now)) {
        assertEquals(null, client.pollEvent(), "the client gets ACKs only");
      }
      while (!toSend.isEmpty() && send(toSend.getFirst(), now)) {
        toSend.removeFirst();
      }
      while (server.pump(now)) {
        take(server.pollEvent());
      }
    }

    private boolean send(Message message, long now) {
      return client.send(message.id(), message.text(), message.payload(), now);
    }

    private void take(ChannelEvent event) {
      switch (event) {
        case Opened(int id, ChannelOptions options) -> opened.put(id, options);
        case Message(int id, boolean _, ByteBuffer payload) ->
            received.computeIfAbsent(id, _ -> new ArrayList<>()).add(payload.getInt(0));
        case ChannelEvent.BufferedAmountLow _ -> {}
        case Closed closed -> throw new AssertionError(closed);
      }
    }
  }
}
