package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MtuSearchTest {
  private static final int BASE = 1191;
  private static final int MAX = 16_384;

  @Test
  void anEthernetPathIsFoundByItsTwoSizesAndTheLossOfTheNext() {
    assertEquals(List.of(1412, 1432, 1452, 1452, 1452), probesOn(1435));
  }

  @Test
  void overIpv6ItIsTheFirstOfThem() {
    assertEquals(List.of(1412, 1432, 1432, 1432), probesOn(1415));
  }

  @Test
  void jumboFramesTakeFiveProbesMore() {
    assertEquals(List.of(1412, 1432, 1452, 8912, 8932, 9052, 9052, 9052), probesOn(8935));
  }

  @Test
  void thePathOfTheLargestRecordIsFoundWithoutALoss() {
    assertEquals(List.of(1412, 1432, 1452, 8912, 8932, 9052, MAX), probesOn(MAX));
  }

  @Test
  void everyPathIsFoundToASixtyFourthWithFewLosses() {
    for (int mtu = BASE; mtu <= MAX; mtu += 3) {
      List<Integer> probes = probesOn(mtu);
      int path = mtu;
      int found = Math.max(BASE, passed(probes, mtu));
      assertTrue(mtu - found <= Math.max(16, found / 64), () -> "of " + path + " by " + probes);
      long lost = probes.stream().filter(size -> size > path).count();
      assertTrue(lost <= 10 && probes.size() <= 15, () -> "of " + path + " by " + probes);
    }
  }

  @Test
  void lossesByChanceAreOvercome() {
    SplittableRandom random = new SplittableRandom(1);
    int right = 0;
    for (int run = 0; run < 1_000; run++) {
      MtuSearch search = new MtuSearch(BASE, MAX);
      int passed = BASE;
      int size;
      for (int probes = 0; (size = search.next()) != 0; probes++) {
        assertTrue(probes < 100, "no end");
        if (size <= 1435 && random.nextDouble() >= 0.05) {
          search.passed(size);
          passed = size;
        } else {
          search.lost(size);
        }
      }
      right += passed == 1432 ? 1 : 0;
    }
    // Two sizes that pass, and three losses in a row of one of them: 2 * 0.05^3, at most.
    assertTrue(right >= 995, () -> "only in some of the runs");
  }

  @Test
  void aLimitBelowTheLikelySizesIsTried() {
    MtuSearch search = new MtuSearch(BASE, 1300);
    assertEquals(1300, search.next());
    search.passed(1300);
    assertEquals(0, search.next());
  }

  private static int passed(List<Integer> probes, int mtu) {
    return probes.stream().mapToInt(Integer::intValue).filter(s -> s <= mtu).max().orElse(0);
  }

  private static List<Integer> probesOn(int mtu) {
    MtuSearch search = new MtuSearch(BASE, MAX);
    List<Integer> probes = new ArrayList<>();
    int size;
    while ((size = search.next()) != 0) {
      assertTrue(probes.size() < 100, () -> "no end: " + probes);
      probes.add(size);
      if (size <= mtu) {
        search.passed(size);
      } else {
        search.lost(size);
      }
    }
    return probes;
  }
}
