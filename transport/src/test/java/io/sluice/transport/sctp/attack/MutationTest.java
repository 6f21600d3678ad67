package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Golden;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Golden packets, changed at random, in every state: nothing is thrown, nothing grows. */
class MutationTest {
  private static final int SEEDS = 300;
  private static final int PACKETS = 150;

  private static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(20_000)
          .withSendBuffer(100_000)
          .withReceiveWindow(100_000);

  @Test
  void changedPacketsNeverThrowAndNeverFillMemory() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        play(new SplittableRandom(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void play(SplittableRandom random) throws Exception {
    Stage stage = Stage.values()[random.nextInt(Stage.values().length)];
    HandMadePeer peer = stage.reach(OPTIONS);
    long taken = 0;
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = mutate(random, peer);
      peer.send(packet);
      if (random.nextInt(4) == 0) {
        peer.now = Math.clamp(peer.association.nextTimeout(), peer.now, peer.now + 1_000_000_000);
        peer.association.handleTimeout(peer.now);
      }
      if (random.nextInt(4) == 0) {
        assertTrue(peer.drain().size() < 1_000);
      }
      if (random.nextInt(20) == 0) {
        SctpMessage message = peer.association.pollMessage(peer.now);
        taken += message == null ? 0 : message.payload().remaining();
      }
    }
    long held = peer.association.stats().payloadReceived() - taken;
    assertTrue(held <= 125_000, "held " + held);
    peer.events();
  }

  /** A golden packet for this peer, joined with others, then changed, with a right checksum. */
  private static byte[] mutate(SplittableRandom random, HandMadePeer peer) {
    byte[] packet = golden(random);
    while (random.nextInt(3) == 0) {
      byte[] more = golden(random);
      int end = packet.length;
      packet = Arrays.copyOf(packet, end + more.length - Packet.HEADER);
      System.arraycopy(more, Packet.HEADER, packet, end, more.length - Packet.HEADER);
    }
    if (Wire.u8(packet, Packet.HEADER) != 1 || random.nextInt(10) == 0) {
      Wire.put32(packet, 4, peer.tag);
    }
    aimTsns(packet, random, peer);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = Packet.HEADER + random.nextInt(packet.length - Packet.HEADER);
      packet[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : packet[at] ^ 1 << random.nextInt(8));
    }
    if (random.nextInt(10) == 0) {
      packet =
          Arrays.copyOf(packet, Packet.HEADER + random.nextInt(packet.length - Packet.HEADER + 1));
    }
    Wire.put32(packet, 8, 0);
    new Checksum().seal(packet, 0, packet.length);
    return packet;
  }

  private static byte[] golden(SplittableRandom random) {
    List<String> names = Golden.NAMES;
    String name = names.get(random.nextInt(names.size()));
    // ABORT and its like would end most plays at once.
    boolean ends = name.equals("abort") || name.startsWith("shutdown");
    return Golden.load(ends && random.nextInt(30) != 0 ? "data-two-fragments" : name);
  }

  /** Numbers near those that the association expects get further than others. */
  private static void aimTsns(byte[] packet, SplittableRandom random, HandMadePeer peer) {
    int at = Packet.HEADER;
    while (at + 8 <= packet.length) {
      int type = Wire.u8(packet, at);
      if (type == 0) {
        Wire.put32(packet, at + 4, HandMadePeer.FIRST_TSN + random.nextInt(200));
      } else if (type == 3 || type == 7) {
        Wire.put32(packet, at + 4, peer.firstTsn - 1 + random.nextInt(10));
      }
      at += Wire.padded(Math.max(4, Wire.u16(packet, at + 2)));
    }
  }
}
