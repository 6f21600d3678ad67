package io.sluice.cli.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes on the command line: {@code 700}, {@code 500k}, {@code 1.5M}, {@code 10GB}. */
final class SizeOption implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([kmgt]?)b?");

  @Override
  public Long convert(String value) {
    return parse(value, "size like 700, 500k or 1.5G");
  }

  /**
   * Reads a number with a unit of powers of 1000.
   *
   * @param what for the user, if it is none
   */
  static long parse(String value, String what) {
    Matcher form = FORM.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new TypeConversionException("'" + value + "' is not a " + what);
    }
    int power =
        switch (form.group(2)) {
          case "k" -> 3;
          case "m" -> 6;
          case "g" -> 9;
          case "t" -> 12;
          default -> 0;
        };
    BigDecimal bytes = new BigDecimal(form.group(1)).scaleByPowerOfTen(power);
    return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }
}
