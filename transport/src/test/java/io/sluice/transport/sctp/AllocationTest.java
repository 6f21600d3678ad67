package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.EnginePipe;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * In steady state packets are free: what is allocated is the messages, and no object for each
 * packet.
 */
class AllocationTest {
  private static final int MESSAGE = 64 << 10;
  private static final int MESSAGES = 1_000;

  /**
   * What a message may cost beyond its bytes, both ends together: the objects that hold and hand
   * over a message. The smallest object for each of its 57 packets would cost more.
   */
  private static final int OVERHEAD = 512;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void nothingIsAllocatedForAPacketWithChecksum() {
    assertOnlyMessagesCost(SctpOptions.defaults().withOfferZeroChecksum(false));
  }

  @Test
  void nothingIsAllocatedForAPacketWithoutChecksum() {
    assertOnlyMessagesCost(SctpOptions.defaults());
  }

  private void assertOnlyMessagesCost(SctpOptions options) {
    EnginePipe pipe = EnginePipe.connected(options);
    ByteBuffer payload = ByteBuffer.allocate(MESSAGE);
    // Rings grow to the size that this pipe needs, and hot code is compiled.
    pipe.transfer(2 * MESSAGES, payload);
    long before = threads.getCurrentThreadAllocatedBytes();
    long packetsBefore = pipe.packetsSent();
    pipe.transfer(MESSAGES, payload);
    long perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
    long packets = pipe.packetsSent() - packetsBefore;
    assertTrue(packets > 50L * MESSAGES, packets + " packets");
    assertTrue(perMessage <= MESSAGE + OVERHEAD, perMessage + " bytes for each message");
  }
}
