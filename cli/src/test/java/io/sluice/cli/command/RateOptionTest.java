package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RateOptionTest {
  private final RateOption option = new RateOption();

  @ParameterizedTest
  @CsvSource({
    "10000, 10000",
    "500k, 500000",
    "500K, 500000",
    "1.5M, 1500000",
    "10MB/s, 10000000",
    "2g, 2000000000",
    "999999999G, 999999999000000000",
    "999999999T, 9223372036854775807"
  })
  void takesNumbersWithUnitsOfAThousand(String text, long rate) {
    assertEquals(rate, option.convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "-5M", "5 M", "1e6", "5P", "5MiB", "/s", "0x10", "1.2345M"})
  void refusesWhatIsNoRate(String text) {
    assertThrows(TypeConversionException.class, () -> option.convert(text));
  }

  @Test
  void refusesWhatNobodyWouldWaitFor() {
    assertThrows(TypeConversionException.class, () -> option.convert("9999"));
    assertThrows(TypeConversionException.class, () -> option.convert("0"));
  }
}
