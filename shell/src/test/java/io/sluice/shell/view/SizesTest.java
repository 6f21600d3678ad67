package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "1234, 1.2 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "1200000000, 1.2 GB",
    "268435456, 268 MB",
    "999999999999, 1.0 TB",
    "9223372036854775807, 9.2 EB"
  })
  void bytesHaveTwoOrThreeDigits(long bytes, String text) {
    assertEquals(text, Sizes.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B/s", "999.4, 999 B/s", "240000000, 240 MB/s", "1.26e9, 1.3 GB/s"})
  void ratesAreSizesPerSecond(double rate, String text) {
    assertEquals(text, Sizes.rate(rate));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0|0 files", "1|1 file", "10000|10,000 files"})
  void countsAgreeWithTheirNoun(String row) {
    String[] parts = row.split("\\|", -1);
    assertEquals(parts[1], Sizes.count(Long.parseLong(parts[0]), "file"));
  }
}
