package io.sluice.transport.bench;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.EnginePipe;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Two associations in one thread, joined by memory: both ends of SCTP, and nothing else. An
 * operation is {@link #MESSAGES} messages.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EngineBench {
  static final int MESSAGE = 64 << 10;
  static final int MESSAGES = 64;

  /** Bytes of an SCTP packet. */
  @Param({"1191", "8192"})
  public int pathMtu;

  /** Whether packets carry a checksum; between two peers of ours they do not. */
  @Param({"true", "false"})
  public boolean checksum;

  private final ByteBuffer payload = ByteBuffer.allocate(MESSAGE);
  private EnginePipe pipe = connect();

  private EnginePipe connect() {
    return EnginePipe.connected(
        SctpOptions.defaults()
            .withPathMtu(pathMtu == 0 ? 1191 : pathMtu)
            .withOfferZeroChecksum(!checksum));
  }

  @Setup
  public void setUp() {
    pipe = connect();
  }

  /**
   * What was carried, and the processor time that it took: other work on the machine is not in it.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cost {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    public long payloadBytes;
    public long cpuNanos;
  }

  @Benchmark
  public void transfer(Cost cost) {
    long before = cost.threads.getCurrentThreadCpuTime();
    pipe.transfer(MESSAGES, payload);
    cost.cpuNanos += cost.threads.getCurrentThreadCpuTime() - before;
    cost.payloadBytes += (long) MESSAGES * MESSAGE;
  }
}
