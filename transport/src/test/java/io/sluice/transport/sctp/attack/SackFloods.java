package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.CongestionAlgorithm;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import java.util.List;

/** Floods of SACKs, to an association that has as many chunks in flight as it ever may. */
final class SackFloods {
  /** A window of bytes acknowledged: a model of the path would find little to send to this peer. */
  private static final SctpOptions OPTIONS =
      Floods.OPTIONS.withSendBuffer(4 << 20).withCongestion(CongestionAlgorithm.NEW_RENO);

  private static final long WINDOW = 1 << 30;

  /** Chunks in flight: the messages are of a byte. */
  private static final int FLIGHT = 30_000;

  private SackFloods() {}

  static List<Flood> all() {
    return List.of(
        new Flood("SACK that says nothing new", SackFloods::sending, p -> i -> sack(p).build()),
        new Flood(
            "SACK of the last chunk",
            SackFloods::sending,
            p -> i -> sack(p, FLIGHT, FLIGHT).build()),
        new Flood(
            "SACK of one chunk more, from the last to the first",
            SackFloods::sending,
            p -> i -> sack(p, FLIGHT - i % FLIGHT, FLIGHT).build()),
        new Flood(
            "SACK that takes everything and gives it back",
            SackFloods::sending,
            p -> i -> sack(p, i % 2 == 0 ? 2 : FLIGHT, FLIGHT).build()),
        new Flood(
            "SACK of one chunk more, from the first to the last, always without the very first",
            SackFloods::sending,
            p -> i -> sack(p, 2, 2 + i % (FLIGHT - 2)).build()),
        new Flood(
            "SACK of every second chunk, then of the others",
            SackFloods::sending,
            p -> i -> everySecond(p, 2 + i % 2).build()),
        new Flood(
            "SACK that opens and closes the window",
            SackFloods::sending,
            p -> i -> p.packet().sack(p.firstTsn - 1, i % 2 == 0 ? 0 : WINDOW).build()));
  }

  private static PacketBuilder sack(HandMadePeer peer, int... gaps) {
    return peer.packet().sack(peer.firstTsn - 1, WINDOW, gaps);
  }

  private static PacketBuilder everySecond(HandMadePeer peer, int first) {
    int[] gaps = new int[2 * (FLIGHT / 2 - 2)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = first + (i & ~1);
    }
    return peer.packet().sack(peer.firstTsn - 1, WINDOW, gaps);
  }

  private static HandMadePeer sending() throws Exception {
    HandMadePeer peer = HandMadePeer.established(OPTIONS);
    int acknowledged = peer.firstTsn - 1;
    ByteBuffer one = ByteBuffer.allocate(1);
    while (peer.association.stats().inFlight() < FLIGHT) {
      if (peer.association.stats().inFlight() > 0) {
        // Everything at once, so that the congestion window grows.
        acknowledged += (int) peer.association.stats().inFlight();
        peer.send(peer.packet().sack(acknowledged, WINDOW));
      }
      while (peer.association.send(new SctpMessage(0, 53, false, one), peer.now)) {}
      for (int wait = 0; wait < 100; wait++) {
        peer.drain();
        peer.now += 1_000_000;
      }
    }
    peer.firstTsn = acknowledged + 1;
    return peer;
  }
}
