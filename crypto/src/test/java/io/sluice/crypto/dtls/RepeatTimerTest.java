package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatTimerTest {
  private static final long MILLI = 1_000_000;
  private static final long START = Long.MAX_VALUE - 500 * MILLI; // Over the wrap of nanoTime.

  private final RepeatTimer timer = new RepeatTimer();

  @Test
  void repeatsSoonThenSteadily() {
    timer.flightSent(START);
    List<Long> millis = new ArrayList<>();
    for (long after = 0; after <= 1000; after++) {
      if (timer.untilDue(START + after * MILLI) <= 0) {
        millis.add(after);
        timer.repeated(START + after * MILLI);
      }
    }
    assertEquals(List.of(100L, 200L, 300L, 400L, 500L, 600L, 800L, 1000L), millis);
  }

  @Test
  void doesNotCatchUpOnWhatItMissed() {
    timer.flightSent(START);
    timer.repeated(START + 950 * MILLI);
    assertEquals(50 * MILLI, timer.untilDue(START + 950 * MILLI));
  }

  @Test
  void beginsAnewWithTheNextFlight() {
    timer.flightSent(START);
    timer.repeated(START + 900 * MILLI);
    timer.flightSent(START + 950 * MILLI);
    assertEquals(100 * MILLI, timer.untilDue(START + 950 * MILLI));
  }

  @Test
  void answersRepetitionsButNotTooOften() {
    timer.flightSent(START);
    assertFalse(timer.mayAnswer(START + 49 * MILLI));
    assertTrue(timer.mayAnswer(START + 50 * MILLI));
    timer.repeated(START + 50 * MILLI);
    assertFalse(timer.mayAnswer(START + 99 * MILLI));
    assertEquals(50 * MILLI, timer.untilDue(START + 50 * MILLI));
  }
}
