package io.sluice.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time on the command line: {@code 90}, {@code 90s}, {@code 15m}, {@code 1h30m}. */
final class DurationOption implements ITypeConverter<Duration> {
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s?)?");

  @Override
  public Duration convert(String value) {
    Matcher form = FORM.matcher(value.strip());
    if (value.isBlank() || !form.matches()) {
      throw new TypeConversionException("'" + value + "' is not a time like 90s, 15m or 1h30m");
    }
    Duration duration =
        Duration.ofDays(number(form.group(1)))
            .plusHours(number(form.group(2)))
            .plusMinutes(number(form.group(3)))
            .plusSeconds(number(form.group(4)));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("'" + value + "' is not between 1s and 30d");
    }
    return duration;
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
