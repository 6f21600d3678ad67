package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Two associations in one thread, joined by memory: what SCTP itself costs. Prints user bytes for
 * each second of processor time, both ends together.
 *
 * <p>Run by hand: {@code java -cp target/classes:target/test-classes
 * io.sluice.transport.sctp.AssociationBench}.
 */
final class AssociationBench {
  private static final int BATCH = 32;
  private static final long BYTES = 2_000_000_000L;

  private final Association sender;
  private final Association receiver;
  private final byte[][] packets = new byte[BATCH][65_536];
  private final ByteBuffer[] views = new ByteBuffer[BATCH];
  private long now;
  private long received;

  private AssociationBench(SctpOptions options) {
    sender = new Association(options, new SplittableRandom(1));
    receiver = new Association(options, new SplittableRandom(2));
    for (int i = 0; i < BATCH; i++) {
      views[i] = ByteBuffer.wrap(packets[i]);
    }
  }

  /**
   * @param args nothing
   */
  public static void main(String[] args) {
    System.out.printf(
        "%6s %8s %8s %10s %10s %10s%n", "mtu", "message", "crc", "MB/cpu-s", "MB/s", "B/packet");
    for (int round = 0; round < 2; round++) {
      for (int mtu : new int[] {1191, 8192, 16384}) {
        for (int message : new int[] {1 << 10, 64 << 10, 128 << 10}) {
          run(mtu, message, true);
          run(mtu, message, false);
        }
      }
    }
  }

  private static void run(int mtu, int message, boolean checksum) {
    SctpOptions options = SctpOptions.defaults().withPathMtu(mtu).withOfferZeroChecksum(!checksum);
    AssociationBench bench = new AssociationBench(options);
    bench.sender.connect(0);
    for (int i = 0; i < 10; i++) {
      bench.exchange();
    }
    bench.transfer(BYTES / 10, message);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    long allocated = threads.getThreadAllocatedBytes(id);
    long sentBefore = bench.sender.stats().packetsSent();
    bench.transfer(BYTES, message);
    long packets = bench.sender.stats().packetsSent() - sentBefore;
    double allocatedBeyondMessages =
        (double) (threads.getThreadAllocatedBytes(id) - allocated - BYTES) / packets;
    System.out.printf(
        "%6d %8d %8s %10.0f %10.0f %10.1f%n",
        mtu,
        message,
        checksum,
        BYTES * 1e3 / (threads.getCurrentThreadCpuTime() - cpu),
        BYTES * 1e3 / (System.nanoTime() - wall),
        allocatedBeyondMessages);
  }

  private void transfer(long bytes, int size) {
    ByteBuffer payload = ByteBuffer.allocate(size);
    long target = received + bytes;
    long sent = received;
    while (received < target) {
      while (sent < target && sender.send(new SctpMessage(1, 53, false, payload), now)) {
        sent += size;
      }
      exchange();
    }
  }

  /** A batch there, a batch back. */
  private void exchange() {
    now += 100_000;
    carry(sender, receiver);
    SctpMessage message;
    while ((message = receiver.pollMessage(now)) != null) {
      received += message.payload().remaining();
    }
    carry(receiver, sender);
    sender.handleTimeout(now);
    receiver.handleTimeout(now);
  }

  private void carry(Association from, Association to) {
    int count = 0;
    int length;
    while (count < BATCH && (length = from.pollTransmit(packets[count], 0, now)) > 0) {
      views[count++].clear().limit(length);
    }
    for (int i = 0; i < count; i++) {
      to.receive(views[i], now);
    }
  }
}
