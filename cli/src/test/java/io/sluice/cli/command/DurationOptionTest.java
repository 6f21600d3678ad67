package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
  private final DurationOption option = new DurationOption();

  @ParameterizedTest
  @CsvSource({"90, 90", "90s, 90", "15m, 900", "1h30m, 5400", "1d, 86400", "1d1h1m1s, 90061"})
  void unitsAddUp(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), option.convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "0", "0m", "-5s", "1.5h", "m", "5x", "5m5h", "31d", "9999999s", "٣s"})
  void anythingElseIsRefused(String text) {
    assertThrows(TypeConversionException.class, () -> option.convert(text));
  }
}
