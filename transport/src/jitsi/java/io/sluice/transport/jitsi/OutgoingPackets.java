package io.sluice.transport.jitsi;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jitsi_modified.sctp4j.SctpDataSender;
import org.jspecify.annotations.Nullable;

/**
 * Packets on their way down. Called by the library on any thread and under a lock of its own, so it
 * only puts them aside; when nobody takes them it drops them, as a network would.
 */
final class OutgoingPackets implements SctpDataSender {
  /** More than the library's send buffer of 256 KiB fills, with the SACKs of as much data. */
  private static final int MOST = 1024;

  private final BlockingQueue<byte[]> packets = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong dropped = new AtomicLong();

  @Override
  public int send(byte[] data, int offset, int length) {
    byte[] packet = offset == 0 && length == data.length ? data : slice(data, offset, length);
    if (!packets.offer(packet)) {
      dropped.incrementAndGet();
    }
    return 0;
  }

  private static byte[] slice(byte[] data, int offset, int length) {
    return Arrays.copyOfRange(data, offset, offset + length);
  }

  /** Makes this the one packet that is left to send. */
  void replaceBy(byte[] last) {
    packets.clear();
    packets.add(last);
  }

  byte @Nullable [] poll() {
    return packets.poll();
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  void clear() {
    packets.clear();
  }

  long dropped() {
    return dropped.get();
  }
}
