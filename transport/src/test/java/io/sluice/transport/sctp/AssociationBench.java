package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.EnginePipe;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/**
 * What SCTP itself costs, at a glance: prints user bytes for each second of processor time, both
 * ends together, in one thread. {@code -Pbench} measures the same with JMH and holds it to a bound.
 *
 * <p>Run by hand: {@code java -cp target/classes:target/test-classes
 * io.sluice.transport.sctp.AssociationBench}.
 */
final class AssociationBench {
  private static final long BYTES = 2_000_000_000L;

  private AssociationBench() {}

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
    EnginePipe pipe = EnginePipe.connected(options);
    ByteBuffer payload = ByteBuffer.allocate(message);
    int count = (int) (BYTES / message);
    pipe.transfer(count / 10, payload);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long packets = pipe.packetsSent();
    pipe.transfer(count, payload);
    double beyondMessages = threads.getCurrentThreadAllocatedBytes() - allocated - (double) BYTES;
    System.out.printf(
        "%6d %8d %8s %10.0f %10.0f %10.1f%n",
        mtu,
        message,
        checksum,
        BYTES * 1e3 / (threads.getCurrentThreadCpuTime() - cpu),
        BYTES * 1e3 / (System.nanoTime() - wall),
        beyondMessages / (pipe.packetsSent() - packets));
  }
}
