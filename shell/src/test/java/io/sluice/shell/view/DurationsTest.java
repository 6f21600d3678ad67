package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "350, 350 ms",
    "999, 999 ms",
    "1000, 1 s",
    "4249, 4.2 s",
    "9949, 9.9 s",
    "9950, 10 s",
    "59499, 59 s",
    "59500, 1 min",
    "61000, 1 min 1 s",
    "900000, 15 min",
    "3600000, 1 h",
    "3900000, 1 h 5 min",
    "90000000, 25 h"
  })
  void theTwoLargestUnitsAreShown(long millis, String text) {
    assertEquals(text, Durations.text(Duration.ofMillis(millis)));
  }
}
