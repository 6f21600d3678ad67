package io.sluice.transport.jitsi;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Packets with data that wait until there is room above. The library has no way to keep its window
 * closed: it advertises 128 KiB whatever the user takes. So as much can be under way, and is kept;
 * more is dropped, and the peer sends it again.
 */
final class HeldPackets {
  private static final int MOST_BYTES = 512 << 10;

  private final Queue<byte[]> packets = new ArrayDeque<>();
  private int bytes;

  /** False if it is dropped. */
  boolean add(byte[] packet) {
    if (bytes + packet.length > MOST_BYTES) {
      return false;
    }
    packets.add(packet);
    bytes += packet.length;
    return true;
  }

  byte @Nullable [] poll() {
    byte[] packet = packets.poll();
    bytes -= packet == null ? 0 : packet.length;
    return packet;
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  void clear() {
    packets.clear();
    bytes = 0;
  }
}
