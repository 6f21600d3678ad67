package io.sluice.cli.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes in a second on the command line: {@code 500k}, {@code 1.5M}, {@code 10MB/s}. */
final class RateOption implements ITypeConverter<Long> {
  /** Less than this, and a block of a file takes longer than people wait for a sign of life. */
  private static final long SLOWEST = 10_000;

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([kmg]?)b?(?:/s)?");

  @Override
  public Long convert(String value) {
    Matcher form = FORM.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new TypeConversionException("'" + value + "' is not a rate like 500k, 1.5M or 10MB/s");
    }
    int power =
        switch (form.group(2)) {
          case "k" -> 3;
          case "m" -> 6;
          case "g" -> 9;
          default -> 0;
        };
    long rate = new BigDecimal(form.group(1)).scaleByPowerOfTen(power).longValue();
    if (rate < SLOWEST) {
      throw new TypeConversionException("'" + value + "' is less than 10k, the lowest limit");
    }
    return rate;
  }
}
