package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.crypto.dtls.TestNet.Weather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handshakes over a network that loses, reorders and doubles. {@code -Dsluice.handshakes=500} runs
 * more of them and prints how long they took.
 */
class HandshakeUnderLossTest {
  private static final int COUNT = Integer.getInteger("sluice.handshakes", 24);
  private static final int AT_ONCE = 8;

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 30})
  void everyHandshakeByKeySucceeds(int lossPercent) throws Exception {
    everyHandshakeSucceeds(lossPercent, TestPair::handshake);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 30})
  void everyHandshakeByCertificateSucceeds(int lossPercent) throws Exception {
    everyHandshakeSucceeds(lossPercent, new TestCertificates());
  }

  private static void everyHandshakeSucceeds(int lossPercent, TestPair.Side side) throws Exception {
    var weather = new Weather(lossPercent / 100.0, 0.2, 0.1);
    List<Long> millis = new ArrayList<>();
    for (int first = 0; first < COUNT; first += AT_ONCE) {
      Map<Long, FutureTask<Long>> running = new HashMap<>();
      for (int i = first; i < Math.min(first + AT_ONCE, COUNT); i++) {
        long seed = 1000L * lossPercent + i;
        running.put(seed, TestPair.start(() -> timedHandshake(seed, weather, side)));
      }
      for (var task : running.entrySet()) {
        try {
          millis.add(TestPair.get(task.getValue()));
        } catch (Exception e) {
          throw new AssertionError("loss " + lossPercent + " %, seed " + task.getKey(), e);
        }
      }
    }
    assertEquals(COUNT, millis.size());
    millis.sort(null);
    System.out.printf(
        "%d handshakes at %d %% loss: median %d ms, p99 %d ms, longest %d ms%n",
        COUNT, lossPercent, millis.get(COUNT / 2), millis.get(COUNT * 99 / 100), millis.getLast());
  }

  private static long timedHandshake(long seed, Weather weather, TestPair.Side side)
      throws Exception {
    long start = System.nanoTime();
    var net = new TestNet(seed, weather);
    TestPair pair = TestPair.connect(net, side);
    long took = (System.nanoTime() - start) / 1_000_000;
    assertArrayEquals(pair.client().exporter(), pair.server().exporter());
    byte[] text = {1, 2, 3};
    assertArrayEquals(text, TestPair.open(pair.server(), TestPair.seal(pair.client(), text)));
    assertArrayEquals(text, TestPair.open(pair.client(), TestPair.seal(pair.server(), text)));
    SentRecords.assertNoNumberTwice(net);
    return took;
  }
}
