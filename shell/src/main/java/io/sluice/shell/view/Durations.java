package io.sluice.shell.view;

import java.time.Duration;
import java.util.Locale;

/** Spans of time, for people: the two largest units that matter. */
public final class Durations {
  private Durations() {}

  /** For example {@code 350 ms}, {@code 4.2 s}, {@code 15 min}, {@code 1 h 5 min}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 9_950) {
      String digits = String.format(Locale.ROOT, "%.1f", millis / 1000.0);
      return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " s";
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600 ? two(seconds, 60, "min", "s") : two((seconds + 30) / 60, 60, "h", "min");
  }

  private static String two(long small, int inLarge, String largeUnit, String smallUnit) {
    String large = small / inLarge + " " + largeUnit;
    return small % inLarge == 0 ? large : large + " " + small % inLarge + " " + smallUnit;
  }
}
