package io.sluice.shell.view;

import java.util.Locale;

/** Amounts of data and of things, for people: powers of 1000, two or three digits. */
public final class Sizes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /** For example {@code 999 bytes}, {@code 1.2 MB}, {@code 240 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte");
    }
    return scaled((double) bytes);
  }

  /** For example {@code 240 MB/s}. */
  public static String rate(double bytesPerSecond) {
    return bytesPerSecond < 1000
        ? Math.round(bytesPerSecond) + " B/s"
        : scaled(bytesPerSecond) + "/s";
  }

  /** For example {@code 1 file}, {@code 10,000 files}. */
  public static String count(long count, String singular) {
    return String.format(Locale.ROOT, "%,d %s%s", count, singular, count == 1 ? "" : "s");
  }

  private static String scaled(double value) {
    int unit = -1;
    // 999.95 would be shown as 1000.
    while (unit < 0 || (value >= 999.5 && unit < UNITS.length - 1)) {
      value /= 1000;
      unit++;
    }
    String digits = value < 9.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, digits, value, UNITS[unit]);
  }
}
