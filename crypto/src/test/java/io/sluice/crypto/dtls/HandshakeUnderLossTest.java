package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.dtls.TestNet.Weather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handshakes over a network that loses, reorders and doubles: 600 of them with a key, as sluices
 * make them. {@code -Dsluice.handshakes=1000} makes that many for each loss.
 */
class HandshakeUnderLossTest {
  private static final int BY_KEY = Integer.getInteger("sluice.handshakes", 200);
  private static final int BY_CERTIFICATE = Integer.getInteger("sluice.handshakes", 24);
  private static final int AT_ONCE = 10;
  private static final long LONGEST_MILLIS = 1000;

  /** A machine busy with other things delays handshakes that no loss delays. */
  private static final int WITHOUT_LOSS = 30;

  private static final int ROUNDS = 2;

  /** The first handshakes of a JVM are its slowest. */
  @BeforeAll
  static void warmUp() throws Exception {
    everyHandshakeSucceeds(3 * AT_ONCE, 0, TestPair::handshake);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30})
  void everyHandshakeByKeySucceedsAndLossCostsNinetyNineInAHundredUnderASecond(int lossPercent)
      throws Exception {
    List<Long> excess = new ArrayList<>();
    while (excess.size() < ROUNDS && (excess.isEmpty() || excess.getLast() >= LONGEST_MILLIS)) {
      List<Long> quiet = everyHandshakeSucceeds(WITHOUT_LOSS, 0, TestPair::handshake);
      List<Long> millis = everyHandshakeSucceeds(BY_KEY, lossPercent, TestPair::handshake);
      excess.add(p99(millis) - p99(quiet));
    }
    assertTrue(excess.getLast() < LONGEST_MILLIS, "p99 above that without loss in ms: " + excess);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 30})
  void everyHandshakeByCertificateSucceeds(int lossPercent) throws Exception {
    everyHandshakeSucceeds(BY_CERTIFICATE, lossPercent, new TestCertificates());
  }

  /** How long each took in milliseconds, the shortest first. */
  private static List<Long> everyHandshakeSucceeds(int count, int lossPercent, TestPair.Side side)
      throws Exception {
    var weather = new Weather(lossPercent / 100.0, 0.2, 0.1);
    List<Long> millis = new ArrayList<>();
    for (int first = 0; first < count; first += AT_ONCE) {
      Map<Long, FutureTask<Long>> running = new HashMap<>();
      for (int i = first; i < Math.min(first + AT_ONCE, count); i++) {
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
    assertEquals(count, millis.size());
    millis.sort(null);
    System.out.printf(
        "%d handshakes at %d %% loss: median %d ms, p99 %d ms, longest %d ms%n",
        count, lossPercent, millis.get(count / 2), p99(millis), millis.getLast());
    return millis;
  }

  private static long p99(List<Long> sorted) {
    return sorted.get(sorted.size() * 99 / 100);
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
