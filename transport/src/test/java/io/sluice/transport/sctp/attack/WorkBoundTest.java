package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.attack.Flood.Cost;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No input makes work, memory or answers grow faster than the input: what a byte of a flood costs
 * has a bound, also when many have come before it.
 */
class WorkBoundTest {
  private static final long BYTES = 100_000;

  /**
   * Far above what a byte costs (an INIT: 0.2 µs for each of its bytes), far below a scan of a
   * window.
   */
  private static final double MOST_NANOS_PER_BYTE = 1_000;

  /** Garbage: an INIT is signed with an HMAC, which the JDK makes out of some kilobytes. */
  private static final double MOST_ALLOCATED_PER_BYTE = 128;

  /** What stays, of a window of 1 MiB: payload, and the objects around messages of a byte. */
  private static final long MOST_HELD = 5 << 20;

  static Stream<Flood> floods() {
    return Stream.of(Floods.ofControl(), Floods.ofData(), SackFloods.all())
        .flatMap(java.util.List::stream);
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aByteOfInputHasABoundedCostHoweverManyCameBefore(Flood flood) throws Exception {
    FloodMeter meter = new FloodMeter(flood);
    long heapBefore = usedHeap();
    meter.play(BYTES);
    Cost much = meter.play(BYTES);
    assertTrue(perByte(much.cpuNanos(), much) < MOST_NANOS_PER_BYTE, describe(much));
    assertTrue(perByte(much.allocated(), much) < MOST_ALLOCATED_PER_BYTE, describe(much));
    assertTrue(much.packetsOut() <= much.packetsIn() + 1, describe(much));
    assertTrue(much.bytesOut() <= flood.mostAnswered() * much.bytesIn(), describe(much));
    long held = usedHeap() - heapBefore;
    assertTrue(held < MOST_HELD, "held " + held + " " + meter.victim().association.stats());
  }

  private static double perByte(long cost, Cost of) {
    return (double) cost / of.bytesIn();
  }

  private static String describe(Cost cost) {
    return "%.0f ns, %.1f allocated, %.2f out for each byte; %s"
        .formatted(
            perByte(cost.cpuNanos(), cost),
            perByte(cost.allocated(), cost),
            perByte(cost.bytesOut(), cost),
            cost);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
