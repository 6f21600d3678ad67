package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;
  private static final int BLOCK = 131_072;

  @ParameterizedTest
  @ValueSource(longs = {10_000, 1_000_000, 50_000_000, 10_000_000_000L})
  void overTenSecondsTheRateIsKeptAndUsed(long rate) {
    RateLimit limit = new RateLimit(rate);
    long begin = -3 * SECOND;
    long passed = 0;
    for (long now = begin; now < begin + 10 * SECOND; now += Math.max(1, limit.delay(now))) {
      if (limit.allows(now)) {
        limit.spend(BLOCK, now);
        passed += BLOCK;
      }
    }
    assertTrue(passed <= 10 * rate + rate / 10 + 2 * BLOCK, passed + " at " + rate);
    assertTrue(passed >= 10 * rate, passed + " at " + rate);
  }

  @Test
  void timeInWhichNothingPassedIsNotSavedUp() {
    RateLimit limit = new RateLimit(BLOCK);
    limit.spend(BLOCK, 0);
    assertTrue(limit.allows(100 * SECOND));
    limit.spend(BLOCK, 100 * SECOND);
    assertFalse(limit.allows(100 * SECOND));
    assertEquals(SECOND - 50_000_000, limit.delay(100 * SECOND));
  }

  @Test
  void aClockMayBeginAnywhere() {
    RateLimit limit = new RateLimit(BLOCK);
    long now = Long.MAX_VALUE - SECOND / 2;
    assertTrue(limit.allows(now));
    limit.spend(BLOCK, now);
    assertFalse(limit.allows(now));
    assertTrue(limit.allows(now + SECOND));
  }

  @Test
  void noLimitIsNoLimit() {
    RateLimit none = new RateLimit(0);
    none.spend(Integer.MAX_VALUE, 0);
    assertTrue(none.allows(0));
    assertEquals(0, none.delay(0));
    assertThrows(IllegalArgumentException.class, () -> new RateLimit(-1));
  }
}
