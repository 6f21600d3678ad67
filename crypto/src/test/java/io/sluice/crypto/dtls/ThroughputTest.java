package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints how fast records are sealed and opened by one thread, in bytes of plaintext per CPU
 * second. It fails only far below what any use of Bouncy Castle's own AES (40 MB/s) could reach.
 */
class ThroughputTest {
  private static final long NANOS = 300_000_000;
  private static final int BATCH = 200;
  private static final double FLOOR = 60e6;

  @ParameterizedTest
  @ValueSource(ints = {1163, 16384})
  void sealsAndOpensFasterThanAnyNetwork(int length) throws Exception {
    TestPair pair = TestPair.connect(TestNet.fine());
    measure(pair, length);
    double rate = measure(pair, length);
    System.out.printf("seal and open at %d B: %.0f MB/s per core%n", length, rate / 1e6);
    assertTrue(rate > FLOOR, rate + " B/s");
  }

  private static double measure(TestPair pair, int length) {
    byte[] plain = new byte[length];
    byte[] record = new byte[length + DtlsConnection.OVERHEAD];
    byte[] opened = new byte[length];
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long bytes = 0;
    long used;
    do {
      for (int i = 0; i < BATCH; i++) {
        int sealed = pair.client().seal(plain, 0, length, record, 0);
        assertEquals(length, pair.server().open(record, 0, sealed, opened, 0));
      }
      bytes += (long) BATCH * length;
      used = threads.getCurrentThreadCpuTime() - start;
    } while (used < NANOS);
    return bytes / (used / 1e9);
  }
}
