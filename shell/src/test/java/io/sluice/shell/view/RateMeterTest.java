package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RateMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateMeter meter = new RateMeter();

  @Test
  void aSingleSampleSaysNothing() {
    assertEquals(Double.NaN, meter.update(5 * SECOND, 1000));
  }

  @Test
  void steadyGrowthIsItsSlope() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      double rate = meter.update(tenth * SECOND / 10, tenth * 50L);
      if (tenth > 0) {
        assertEquals(500, rate, 0.001);
      }
    }
  }

  @Test
  void aStallIsForgottenNoLaterThanItsWindow() {
    meter.update(0, 0);
    meter.update(SECOND, 1_000_000);
    double rate = 1;
    for (int second = 2; second <= 6; second++) {
      rate = meter.update(second * SECOND, 1_000_000);
    }
    assertEquals(0, rate);
  }

  @Test
  void aClockThatBeganBelowZeroIsFine() {
    meter.update(-SECOND, 0);
    assertEquals(10, meter.update(0, 10), 0.001);
  }
}
