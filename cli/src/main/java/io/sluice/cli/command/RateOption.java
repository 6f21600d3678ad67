package io.sluice.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes in a second on the command line: {@code 500k}, {@code 1.5M}, {@code 10MB/s}. */
final class RateOption implements ITypeConverter<Long> {
  /** Less than this, and a block of a file takes longer than people wait for a sign of life. */
  private static final long SLOWEST = 10_000;

  @Override
  public Long convert(String value) {
    String size = value.strip().replaceFirst("/[sS]$", "");
    long rate = SizeOption.parse(size, "rate like 500k, 1.5M or 10MB/s");
    if (rate < SLOWEST) {
      throw new TypeConversionException("'" + value + "' is less than 10k, the lowest limit");
    }
    return rate;
  }
}
