package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The floods that {@link WorkBoundTest} plays: for each kind of packet the worst we know. */
final class Floods {
  /** Small, so that a flood of a megabyte could overrun it. */
  static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(100_000)
          .withSendBuffer(1 << 20)
          .withReceiveWindow(1 << 20);

  private static final int TSN = HandMadePeer.FIRST_TSN;
  private static final int WHOLE = Data.BEGIN | Data.END;
  private static final int HUGE = 60_000;

  private Floods() {}

  static List<Flood> ofControl() {
    return List.of(
        same("INIT", Floods::closed, p -> PacketBuilder.packet(0).chunk(init(1, 0))),
        new Flood(
            "INIT, each with another tag, to an association that is up",
            Floods::established,
            p -> i -> PacketBuilder.packet(0).chunk(init(i + 1, 0)).build()),
        same(
            "INIT with as many parameters as are read",
            Floods::closed,
            p -> PacketBuilder.packet(0).chunk(init(1, 255))),
        same(
            "INIT with more parameters than are read",
            Floods::closed,
            p -> PacketBuilder.packet(0).chunk(init(1, 10_000))),
        same(
            "COOKIE ECHO with a wrong signature",
            Floods::closed,
            p -> PacketBuilder.packet(7).chunk(new CookieEcho(new byte[73]))),
        same(
            "ERROR with thousands of causes",
            Floods::established,
            p -> p.packet().chunk(new ErrorReport(causes(10_000)))),
        same("HEARTBEAT", Floods::established, p -> p.packet().chunk(Heartbeat.of(new byte[4]))),
        same(
            "thousands of HEARTBEATs in a packet",
            Floods::established,
            p -> fill(p, b -> b.chunk(Heartbeat.of(new byte[0])))),
        same(
            "thousands of chunks that are to be reported",
            Floods::established,
            p -> fill(p, b -> b.chunk(new UnknownChunk(0xfe, 0, new byte[0])))),
        same(
            "thousands of SHUTDOWNs",
            Floods::established,
            p -> fill(p, b -> b.chunk(new Shutdown(p.firstTsn - 1)))),
        same(
            "packets out of the blue after the end",
            Floods::ended,
            p -> p.packet().chunk(new Shutdown(0))));
  }

  static List<Flood> ofData() {
    return List.of(
        new Flood(
            "DATA of a byte, every second TSN missing",
            Floods::established,
            p -> i -> p.packet().data(TSN + 1 + 2 * (i & 0x7ff), WHOLE, 0, 1, 1).build()),
        same(
            "one TSN again and again",
            Floods::established,
            p -> p.packet().data(TSN, WHOLE, 0, 0, 1)),
        new Flood(
            "one TSN again and again, behind thousands of gaps",
            Floods::withManyGaps,
            p -> i -> p.packet().data(TSN + 2, WHOLE, 0, 1, 1).build(),
            // A packet full of gap blocks for a packet: what a SACK is for.
            40),
        new Flood(
            "the first message of the last streams",
            Floods::established,
            p -> i -> p.packet().data(TSN + i, WHOLE, 65_534 - (i & 0xff), 1, 1).build()),
        new Flood(
            "streams that were never agreed",
            () -> HandMadePeer.established(OPTIONS.withStreams(1)),
            p -> i -> p.packet().data(TSN + i, WHOLE, 9, 0, 1).build()),
        new Flood(
            "fragments of a byte in reverse order",
            Floods::established,
            p -> i -> p.packet().data(TSN + 50_000 - (i % 50_000), 0, 0, 0, 1).build()),
        new Flood(
            "fragments of a byte, none of them the last",
            Floods::established,
            p -> i -> p.packet().data(TSN + i, i % 100_000 == 0 ? Data.BEGIN : 0, 0, 0, 1).build()),
        new Flood(
            "thousands of chunks of a byte in a packet",
            Floods::established,
            p -> i -> fillData(p, TSN + i * 2_000).build()));
  }

  private static HandMadePeer closed() {
    return new HandMadePeer(OPTIONS);
  }

  private static HandMadePeer established() throws Exception {
    return HandMadePeer.established(OPTIONS);
  }

  private static HandMadePeer ended() throws Exception {
    HandMadePeer peer = established();
    peer.association.abort("over", peer.now);
    peer.drain();
    return peer;
  }

  private static HandMadePeer withManyGaps() throws Exception {
    HandMadePeer peer = established();
    for (int i = 1; i < 8_000; i++) {
      peer.send(peer.packet().data(TSN + 8 * i, WHOLE | Data.UNORDERED, 0, 0, 1));
    }
    peer.drain();
    return peer;
  }

  private static Flood same(
      String name, Flood.Victim victim, Function<HandMadePeer, PacketBuilder> packet) {
    return new Flood(
        name,
        victim,
        peer -> {
          ByteBuffer built = packet.apply(peer).build();
          return i -> built;
        });
  }

  private static Init init(int tag, int parameters) {
    List<Parameter> list = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      list.add(new Parameter(0xc123, new byte[0]));
    }
    return HandMadePeer.init(tag, list);
  }

  private static List<ErrorCause> causes(int count) {
    List<ErrorCause> causes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      causes.add(new ErrorCause(ErrorCause.STALE_COOKIE, new byte[0]));
    }
    return causes;
  }

  private static PacketBuilder fill(HandMadePeer peer, Consumer<PacketBuilder> chunk) {
    PacketBuilder packet = peer.packet();
    while (packet.length() < HUGE) {
      chunk.accept(packet);
    }
    return packet;
  }

  private static PacketBuilder fillData(HandMadePeer peer, int tsn) {
    PacketBuilder packet = peer.packet();
    for (int i = 0; packet.length() < HUGE; i++) {
      packet.data(tsn + i, WHOLE | Data.UNORDERED, 0, 0, 1);
    }
    return packet;
  }
}
