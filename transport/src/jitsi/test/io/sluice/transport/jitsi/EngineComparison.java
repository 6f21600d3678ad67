package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.AssociationFactory;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * What a byte costs in either engine: two of a kind in one thread, joined by memory, in turns. The
 * processor time is that of the whole process, with the timer thread of usrsctp and the garbage
 * collector. Packets of 1191 bytes; of jitsi-sctp 1280, which nothing can change.
 */
final class EngineComparison {
  private static final int MESSAGE = 64 << 10;
  private static final int BATCH = 32;
  private static final long NANOS = 4_000_000_000L;

  private final Engine sender;
  private final Engine receiver;
  private final byte[][] packets = new byte[BATCH][2048];
  private final ByteBuffer[] views = new ByteBuffer[BATCH];
  private final SctpMessage message =
      new SctpMessage(1, 53, false, ByteBuffer.wrap(new byte[MESSAGE]));
  private long received;

  private EngineComparison(EngineFactory kind) {
    SctpOptions options = SctpOptions.defaults().withOfferZeroChecksum(false);
    sender = kind.create(options, new SplittableRandom(1));
    receiver = kind.create(options, new SplittableRandom(2));
    for (int i = 0; i < BATCH; i++) {
      views[i] = ByteBuffer.wrap(packets[i]);
    }
  }

  /**
   * @param args nothing
   */
  public static void main(String[] args) {
    System.out.printf("%8s %10s %10s%n", "engine", "MB/cpu-s", "MB/s");
    for (int round = 0; round < 4; round++) {
      for (EngineFactory kind :
          new EngineFactory[] {
            new AssociationFactory(MemoryBudget.UNLIMITED), new JitsiEngineFactory()
          }) {
        new EngineComparison(kind).run(kind.name());
      }
    }
  }

  private void run(String name) {
    try (sender;
        receiver) {
      sender.connect(System.nanoTime());
      transferFor(NANOS / 4);
      long cpu = cpuTime();
      long wall = System.nanoTime();
      long bytes = transferFor(NANOS);
      System.out.printf(
          "%8s %10.0f %10.0f%n",
          name, bytes * 1e3 / (cpuTime() - cpu), bytes * 1e3 / (System.nanoTime() - wall));
    }
  }

  private static long cpuTime() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
  }

  /** How many bytes arrive in that time. */
  private long transferFor(long nanos) {
    long before = received;
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      long now = System.nanoTime();
      while (sender.sendSpace() >= MESSAGE && sender.send(message, now)) {
        // As much as it takes.
      }
      carry(sender, receiver, now);
      SctpMessage arrived;
      while ((arrived = receiver.pollMessage(now)) != null) {
        received += arrived.payload().remaining();
      }
      carry(receiver, sender, now);
    }
    return received - before;
  }

  private void carry(Engine from, Engine to, long now) {
    if (from.nextTimeout() <= now) {
      from.handleTimeout(now);
    }
    while (from.pollEvent() != null) {
      // Only UP, once.
    }
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
