package io.sluice.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
  @ParameterizedTest
  @CsvSource({"24 80, 80", "50 132, 132", "0 0, 80", "'', 80", "stty: no, 80", "24 99999, 80"})
  void theSecondNumberIsTheWidth(String size, int columns) {
    assertEquals(columns, TerminalWidth.parse(size + "\n"));
  }
}
