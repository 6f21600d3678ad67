package io.sluice.transport.sctp.attack;

import com.sun.management.ThreadMXBean;
import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.attack.Flood.Cost;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** Measures what a flood costs its victim. */
final class FloodMeter {
  private static final int CHUNK = 16;
  private static final long STEP_NANOS = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] answer = new byte[65_536];
  private final HandMadePeer victim;
  private final IntFunction<ByteBuffer> packets;
  private int next;
  private long packetsIn;
  private long bytesIn;
  private long cpuNanos;
  private long allocated;
  private long packetsOut;
  private long bytesOut;

  FloodMeter(Flood flood) throws Exception {
    victim = flood.victim().make();
    packets = flood.packets().apply(victim);
  }

  HandMadePeer victim() {
    return victim;
  }

  /** Sends packets until that many bytes have gone; after each the victim may answer. */
  Cost play(long bytes) {
    packetsIn = 0;
    bytesIn = 0;
    cpuNanos = 0;
    allocated = 0;
    packetsOut = 0;
    bytesOut = 0;
    ByteBuffer[] made = new ByteBuffer[CHUNK];
    while (bytesIn < bytes) {
      for (int i = 0; i < CHUNK; i++) {
        made[i] = packets.apply(next++);
      }
      receive(made);
    }
    return new Cost(packetsIn, bytesIn, cpuNanos, allocated, packetsOut, bytesOut);
  }

  private void receive(ByteBuffer[] made) {
    long cpu = threads.getCurrentThreadCpuTime();
    long heap = threads.getCurrentThreadAllocatedBytes();
    for (ByteBuffer packet : made) {
      packetsIn++;
      bytesIn += packet.remaining();
      victim.now += STEP_NANOS;
      victim.association.receive(packet, victim.now);
      if (victim.association.nextTimeout() <= victim.now) {
        victim.association.handleTimeout(victim.now);
      }
      int length;
      while ((length = victim.association.pollTransmit(answer, 0, victim.now)) > 0) {
        packetsOut++;
        bytesOut += length;
      }
    }
    allocated += threads.getCurrentThreadAllocatedBytes() - heap;
    cpuNanos += threads.getCurrentThreadCpuTime() - cpu;
  }
}
