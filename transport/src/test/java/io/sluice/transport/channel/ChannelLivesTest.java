package io.sluice.transport.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Message;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.channel.ChannelEvent.Reason;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Channels that come and go, over associations on networks that lose and reorder packets. */
class ChannelLivesTest {
  private static final int MAX = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final LinkProfile BAD =
      LinkProfile.of(Duration.ofMillis(20)).withFaults(0.1, 0.02, 0.1, 0);

  @Test
  void aChannelMayBeOpenedUsedAndClosedAgainAndAgainOnOneId() {
    for (long seed = 0; seed < 10; seed++) {
      Lives lives = new Lives(SctpOptions.defaults().withInterleaving(seed % 2 == 0), seed);
      for (int life = 0; life < 10; life++) {
        lives.client.told.clear();
        lives.server.told.clear();
        boolean clientCloses = life % 3 != 0;
        ChannelOptions options = ChannelOptions.ordered("life " + life);
        int id = lives.client.channels.open(options, lives.pair.now());
        assertEquals(0, id, "seed " + seed);
        lives.client.send(id, life, 3_000);
        if (!clientCloses) {
          lives.until(() -> lives.server.channels.isOpen(id));
        }
        (clientCloses ? lives.client : lives.server).channels.close(id, lives.pair.now());
        lives.until(() -> lives.client.hasClosed(id) && lives.server.hasClosed(id));
        assertEquals(new Opened(id, options), lives.server.told.getFirst());
        Reason reason = clientCloses ? Reason.CLOSED_BY_PEER : Reason.CLOSED;
        assertEquals(new Closed(id, reason), lives.server.told.getLast());
        if (clientCloses) {
          assertEquals(List.of(life), lives.server.numbers(id), "what was sent before arrives");
        }
      }
      assertEquals(0, lives.client.channels.refusals() + lives.server.channels.refusals());
    }
  }

  @Test
  void aChannelThatThePeerClosesWhileMuchIsQueuedEndsAllTheSame() {
    Lives lives = new Lives(SctpOptions.defaults(), 7);
    int id = lives.client.channels.open(ChannelOptions.ordered("x"), lives.pair.now());
    for (int i = 0; i < 100; i++) {
      lives.client.send(id, i, 50_000);
    }
    lives.until(() -> lives.server.messages() > 0);
    assertTrue(lives.client.channels.bufferedAmount(id) > 0);
    lives.server.channels.close(id, lives.pair.now());
    lives.until(() -> lives.client.hasClosed(id) && lives.server.hasClosed(id));
    assertEquals(new Closed(id, Reason.CLOSED_BY_PEER), lives.client.told.getLast());
    assertFalse(lives.client.channels.isOpen(id));
    // The last of it has arrived, but its SACK may be on the way.
    lives.until(() -> lives.client.engine.stats().buffered() == 0);
  }

  @Test
  void anUnreliableChannelMissesMessagesAndDisturbsNoOther() {
    Lives lives = new Lives(SctpOptions.defaults(), 3);
    Reliability never = new Reliability.LimitedRetransmissions(0);
    ChannelOptions game = ChannelOptions.ordered("game").withReliability(never).withPriority(1024);
    int lossy = lives.client.channels.open(game, lives.pair.now());
    int sure = lives.client.channels.open(ChannelOptions.ordered("files"), lives.pair.now());
    lives.until(() -> lives.server.channels.isOpen(lossy) && lives.server.channels.isOpen(sure));
    for (int i = 0; i < 300; i++) {
      lives.client.send(lossy, i, 200);
      lives.client.send(sure, i, 200);
      lives.pair.runFor(Duration.ofMillis(5));
      lives.move();
    }
    lives.until(() -> lives.client.engine.stats().buffered() == 0 && lives.settled());
    List<Integer> missed = lives.server.numbers(lossy);
    List<Integer> all = lives.server.numbers(sure);
    assertEquals(300, all.size());
    assertEquals(missed.stream().sorted().distinct().toList(), missed, "in order, none twice");
    assertTrue(missed.size() < 295 && missed.size() > 200, "arrived " + missed.size());
  }

  @Test
  void fewWaitingBytesAreTold() {
    Lives lives = new Lives(SctpOptions.defaults(), 5);
    int id = lives.client.channels.open(ChannelOptions.ordered("x"), lives.pair.now());
    lives.client.channels.bufferedAmountLowThreshold(id, 20_000);
    for (int i = 0; i < 20; i++) {
      lives.client.send(id, i, 50_000);
    }
    assertTrue(lives.client.channels.bufferedAmount(id) > 900_000);
    ChannelEvent low = new ChannelEvent.BufferedAmountLow(id);
    lives.until(() -> lives.client.told.contains(low));
    assertTrue(lives.client.channels.bufferedAmount(id) <= 20_000);
  }

  /** One end: an engine, its channels, and all that they told. */
  private static final class End {
    final Engine engine;
    final DataChannels channels;
    final SimHost host;
    final List<ChannelEvent> told = new ArrayList<>();
    int handled;

    End(SimHost host, boolean evenIds) {
      this.host = host;
      host.reading(false);
      engine = host.association();
      channels = new DataChannels(engine, evenIds, MAX);
    }

    void send(int id, int number, int size) {
      ByteBuffer payload = ByteBuffer.allocate(size).putInt(0, number);
      assertTrue(channels.send(id, false, payload, 0) || !channels.isOpen(id));
    }

    boolean hasClosed(int id) {
      return told.stream().anyMatch(event -> event instanceof Closed && event.id() == id);
    }

    long messages() {
      return told.stream().filter(Message.class::isInstance).count();
    }

    List<Integer> numbers(int id) {
      return told.stream()
          .filter(event -> event instanceof Message && event.id() == id)
          .map(event -> ((Message) event).payload().getInt(0))
          .toList();
    }

    /** Takes everything in: all events before each message. Returns whether there was anything. */
    boolean move(long now) {
      boolean any = false;
      boolean more = true;
      while (more) {
        more = takeEvents(now);
        more |= channels.pump(now);
        ChannelEvent event;
        while ((event = channels.pollEvent()) != null) {
          told.add(event);
        }
        any |= more;
      }
      return any;
    }

    private boolean takeEvents(long now) {
      SctpEvent event;
      boolean any = false;
      while ((event = engine.pollEvent()) != null) {
        host.events().add(event);
      }
      while (handled < host.events().size()) {
        channels.receive(host.events().get(handled++), now);
        any = true;
      }
      return any;
    }
  }

  private static final class Lives {
    final SimPair pair;
    final End client;
    final End server;

    Lives(SctpOptions options, long seed) {
      pair = new SimPair(options.withOfferZeroChecksum(false), BAD, seed);
      client = new End(pair.left(), true);
      server = new End(pair.right(), false);
      pair.connected();
      move();
    }

    void move() {
      client.move(pair.now());
      server.move(pair.now());
    }

    boolean settled() {
      return !client.move(pair.now()) && !server.move(pair.now());
    }

    void until(BooleanSupplier done) {
      assertTrue(
          pair.runUntil(
              () -> {
                move();
                return done.getAsBoolean();
              },
              PATIENCE),
          pair::toString);
    }
  }
}
