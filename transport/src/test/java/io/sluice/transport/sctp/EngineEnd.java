package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One end of an {@link EnginePair}: calls the engine as {@link Engine} says, as awkwardly as that
 * allows, and keeps all that comes out.
 */
public final class EngineEnd {
  private static final byte UNTOUCHED = 0x5a;

  private final Engine engine;
  private final Queue<byte[]> arriving = new ArrayDeque<>();
  private final Queue<SctpMessage> toSend = new ArrayDeque<>();
  private final List<SctpMessage> received = new ArrayList<>();
  private final List<SctpEvent> events = new ArrayList<>();
  private final byte[] packet = new byte[1 << 16];
  private boolean reading = true;
  private long packetsIn;
  private long packetsOut;
  private int longestPacket;

  EngineEnd(Engine engine) {
    this.engine = engine;
  }

  public Engine engine() {
    return engine;
  }

  /** Sends as soon as the engine takes it, after what was given before. */
  public void send(int streamId, int ppid, byte[] payload) {
    send(new SctpMessage(streamId, ppid, false, ByteBuffer.wrap(payload)));
  }

  void send(SctpMessage message) {
    toSend.add(message);
  }

  static SctpMessage unreliable(int streamId, int size) {
    return new SctpMessage(
        streamId,
        53,
        false,
        new Reliability.LimitedRetransmissions(0),
        ByteBuffer.wrap(new byte[size]));
  }

  /** Whether messages are taken from the engine. */
  void reading(boolean reads) {
    reading = reads;
  }

  public List<SctpMessage> received() {
    return received;
  }

  List<SctpEvent> events() {
    return events;
  }

  /** The event of that kind, or null. */
  public <E extends SctpEvent> @Nullable E event(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  public boolean isUp() {
    return event(SctpEvent.Up.class) != null;
  }

  public boolean hasEnded() {
    return event(SctpEvent.Closed.class) != null;
  }

  long packetsIn() {
    return packetsIn;
  }

  long packetsOut() {
    return packetsOut;
  }

  int longestPacket() {
    return longestPacket;
  }

  /** Puts a packet on the way to this end. */
  void deliver(byte[] bytes) {
    arriving.add(bytes);
  }

  /** Takes in what has arrived, the time, and everything that comes of it. */
  boolean takeIn(long now) {
    boolean any = false;
    byte[] bytes;
    while ((bytes = arriving.poll()) != null) {
      any = true;
      receive(bytes, now);
    }
    // Too early and for nothing, most of the time: that must be harmless.
    engine.handleTimeout(now);
    SctpEvent event;
    while ((event = engine.pollEvent()) != null) {
      any = true;
      events.add(event);
    }
    SctpMessage message;
    while (reading && (message = engine.pollMessage(now)) != null) {
      any = true;
      received.add(message);
    }
    while (isUp() && !toSend.isEmpty() && engine.send(toSend.element(), now)) {
      any = true;
      toSend.remove();
    }
    return any;
  }

  /** From position to limit, from any kind of buffer, whose bytes are gone afterwards. */
  private void receive(byte[] bytes, long now) {
    ByteBuffer buffer =
        packetsIn % 2 == 0
            ? ByteBuffer.allocate(bytes.length + 8)
            : ByteBuffer.allocateDirect(bytes.length + 8);
    buffer.position(5).put(bytes).flip().position(5);
    packetsIn++;
    engine.receive(buffer, now);
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.put(UNTOUCHED);
    }
  }

  /** The next packet that the engine wants to send, or null. */
  byte @Nullable [] pollPacket(long now) {
    int offset = (int) (packetsOut % 3) * 4;
    Arrays.fill(packet, 0, offset, UNTOUCHED);
    int length = engine.pollTransmit(packet, offset, now);
    for (int i = 0; i < offset; i++) {
      assertEquals(UNTOUCHED, packet[i], "written before the offset");
    }
    if (length == 0) {
      return null;
    }
    packetsOut++;
    longestPacket = Math.max(longestPacket, length);
    return Arrays.copyOfRange(packet, offset, offset + length);
  }
}
