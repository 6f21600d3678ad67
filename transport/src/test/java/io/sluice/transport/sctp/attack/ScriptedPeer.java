package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Golden;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * An association as a machine whose buttons are pressed by a script: packets of any content, time,
 * and every call that a user has. Whatever is pressed, what an association owes holds.
 */
public final class ScriptedPeer {
  private static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(20_000)
          .withSendBuffer(100_000)
          .withReceiveWindow(100_000);
  private static final long MOST_HELD = 125_000;
  private static final int MOST_PRESSED = 2_000;

  /** What may leave after one press: a send buffer in packets, and the answers that wait. */
  private static final int MOST_PACKETS = 400;

  private static final List<byte[]> GOLDEN = Golden.NAMES.stream().map(Golden::load).toList();

  private final Script script;
  private final HandMadePeer peer;
  private long taken;
  private boolean closed;

  private ScriptedPeer(Script script) {
    this.script = script;
    Stage stage = Stage.values()[script.below(Stage.values().length)];
    boolean dtls = script.below(2) == 0;
    peer = stage.reach(OPTIONS.withOfferZeroChecksum(dtls));
    watch();
  }

  /**
   * Plays the script to its end.
   *
   * @throws AssertionError when the association breaks a promise
   */
  public static void play(byte[] script) {
    ScriptedPeer machine = new ScriptedPeer(new Script(script));
    for (int i = 0; i < MOST_PRESSED && machine.script.hasMore(); i++) {
      machine.press();
      machine.check();
    }
  }

  private void press() {
    switch (script.below(16)) {
      case 0 -> deliver(peer.packet().raw(script.takePadded(script.u8())));
      case 1 -> deliver(peer.packet().raw(chunk()).raw(chunk()));
      case 2, 3 -> deliver(data());
      case 4, 5 -> deliver(sack());
      case 6 -> golden();
      case 7 -> peer.send(script.take(script.u8()));
      case 8 -> elapse(peer.association.nextTimeout());
      case 9 -> elapse(peer.now + script.u16() * 100_000L);
      case 10 -> send();
      case 11, 12 -> read();
      case 13 -> peer.association.pathMtu(512 + 32 * script.u8());
      case 14 -> peer.association.resetStreams(Set.of(script.below(4)), peer.now);
      default -> pressRarely();
    }
  }

  private void pressRarely() {
    switch (script.below(8)) {
      case 0 -> peer.association.shutdown(peer.now);
      case 1 -> peer.association.abort("script", peer.now);
      case 2 -> peer.association.connect(peer.now);
      case 3 -> peer.association.priority(script.below(4), 1 + script.u8());
      case 4 -> peer.association.bufferedAmountLowThreshold(script.below(4), script.u8());
      default -> {}
    }
  }

  /** A chunk with a right length, of any type, with any value. */
  private byte[] chunk() {
    int type = script.u8();
    int flags = script.u8();
    byte[] value = script.take(script.below(64));
    byte[] chunk = new byte[Wire.padded(4 + value.length)];
    chunk[0] = (byte) type;
    chunk[1] = (byte) flags;
    Wire.put16(chunk, 2, 4 + value.length);
    System.arraycopy(value, 0, chunk, 4, value.length);
    aim(chunk, 0);
    return chunk;
  }

  /** TSNs near those that are expected get further than others. */
  private void aim(byte[] packet, int chunk) {
    if (chunk + 8 > packet.length) {
      return;
    }
    int distance = packet[chunk + 7];
    switch (Wire.u8(packet, chunk)) {
      case 0x00, 0x40, 0xc0, 0xc2 ->
          Wire.put32(packet, chunk + 4, HandMadePeer.FIRST_TSN + distance);
      case 0x03, 0x07 -> Wire.put32(packet, chunk + 4, peer.firstTsn - 1 + distance);
      default -> {}
    }
  }

  private PacketBuilder data() {
    PacketBuilder packet = peer.packet();
    int chunks = 1 + script.below(3);
    for (int i = 0; i < chunks; i++) {
      int tsn = HandMadePeer.FIRST_TSN + script.u8();
      packet.data(tsn, script.below(16), script.below(4), script.below(8), 4 * script.u8());
    }
    return packet;
  }

  private PacketBuilder sack() {
    int[] gaps = new int[2 * script.below(4)];
    int last = 1;
    for (int i = 0; i < gaps.length; i++) {
      last += script.below(8);
      gaps[i] = last;
    }
    long window = script.below(4) == 0 ? 0 : 100L * script.u16();
    return peer.packet().sack(peer.firstTsn - 2 + script.below(32), window, gaps);
  }

  private void deliver(PacketBuilder packet) {
    peer.send(packet);
  }

  /** A golden packet that one byte was changed in. */
  private void golden() {
    byte[] packet = GOLDEN.get(script.below(GOLDEN.size())).clone();
    if (Wire.u8(packet, Packet.HEADER) != 1) {
      Wire.put32(packet, 4, peer.tag);
    }
    aim(packet, Packet.HEADER);
    int at = Packet.HEADER + script.below(packet.length - Packet.HEADER);
    packet[at] ^= (byte) script.u8();
    Wire.put32(packet, 8, 0);
    new Checksum().seal(packet, 0, packet.length);
    peer.send(packet);
  }

  private void elapse(long until) {
    peer.now = Math.clamp(until, peer.now, peer.now + 100_000_000_000L);
    peer.association.handleTimeout(peer.now);
    int packets = peer.drain().size();
    require(packets <= MOST_PACKETS, packets + " packets at once");
    boolean passed = peer.association.nextTimeout() > peer.now;
    require(passed, "time stands still: " + peer.association.stats());
  }

  private void send() {
    boolean unordered = script.below(2) == 0;
    ByteBuffer payload = ByteBuffer.allocate(1 + 64 * script.u8());
    SctpMessage message = new SctpMessage(script.below(4), 53, unordered, payload);
    if (peer.association.sendSpace() > 0) {
      peer.association.send(message, peer.now);
    }
  }

  private void read() {
    SctpMessage message = peer.association.pollMessage(peer.now);
    if (message != null) {
      require(message.payload().hasRemaining(), "an empty message");
      taken += message.payload().remaining();
    }
  }

  private void check() {
    int packets = script.below(4) == 0 ? 0 : peer.drain().size();
    require(packets <= MOST_PACKETS, packets + " packets at once");
    watch();
    SctpStats stats = peer.association.stats();
    require(stats.payloadReceived() - taken <= MOST_HELD, "holds too much: " + stats);
    require(stats.inFlight() >= 0 && stats.buffered() >= 0, "accounts below zero: " + stats);
    require(stats.buffered() <= 2L * OPTIONS.sendBuffer(), "buffers too much: " + stats);
    if (closed) {
      require(peer.association.nextTimeout() == Long.MAX_VALUE, "a timer after the end");
      require(peer.association.sendSpace() == 0, "space after the end");
    }
  }

  private void watch() {
    for (SctpEvent event : peer.events()) {
      require(!closed, "an event after the end: " + event);
      closed = event instanceof SctpEvent.Closed;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
