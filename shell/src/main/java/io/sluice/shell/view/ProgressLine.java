package io.sluice.shell.view;

import io.sluice.transport.api.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One line about a running transfer, no wider than the screen. */
public final class ProgressLine {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;

  private ProgressLine() {}

  /**
   * The line for a moment of a transfer.
   *
   * @param bytesPerSecond the present rate, NaN if unknown
   * @param width columns of the screen; the line leaves the last one free, where some terminals
   *     wrap
   */
  public static String render(Progress progress, double bytesPerSecond, int width) {
    if (progress.totalBytes() < 0) {
      return ofStream(progress, bytesPerSecond, width);
    }
    double share = share(progress);
    List<String> parts = new ArrayList<>();
    parts.add(String.format("%3d%%", (int) (share * 100)));
    parts.add(Sizes.bytes(progress.bytes()) + " of " + Sizes.bytes(progress.totalBytes()));
    if (!Double.isNaN(bytesPerSecond)) {
      parts.add(Sizes.rate(bytesPerSecond));
      parts.add(left(progress, bytesPerSecond));
    }
    if (progress.totalFiles() > 1) {
      parts.add(progress.files() + " of " + Sizes.count(progress.totalFiles(), "file"));
    }
    int room = Math.max(width - 1, 4);
    while (parts.size() > 1 && length(parts) > room) {
      // From the end, but the amount before the rate: the percentage says nearly the same.
      parts.remove(parts.size() == 4 ? 1 : parts.size() - 1);
    }
    int bar = Math.min(room - length(parts) - 4, LONGEST_BAR);
    if (bar >= SHORTEST_BAR) {
      parts.add(1, bar(share, bar));
    }
    return String.join("  ", parts);
  }

  /** Nobody knows how much is left. */
  private static String ofStream(Progress progress, double bytesPerSecond, int width) {
    String amount = Sizes.bytes(progress.bytes());
    String line =
        Double.isNaN(bytesPerSecond) ? amount : amount + "  " + Sizes.rate(bytesPerSecond);
    return line.length() < width ? line : amount;
  }

  private static double share(Progress progress) {
    if (progress.totalBytes() > 0) {
      return Math.clamp((double) progress.bytes() / progress.totalBytes(), 0, 1);
    }
    return progress.totalFiles() > 0
        ? Math.clamp((double) progress.files() / progress.totalFiles(), 0, 1)
        : 1;
  }

  private static String left(Progress progress, double bytesPerSecond) {
    long bytes = progress.totalBytes() - progress.bytes();
    if (bytes <= 0) {
      return "finishing";
    }
    if (bytesPerSecond < 1) {
      return "stalled";
    }
    double seconds = bytes / bytesPerSecond;
    return seconds > 360_000
        ? "days left"
        : Durations.text(Duration.ofSeconds((long) seconds + 1)) + " left";
  }

  private static int length(List<String> parts) {
    return parts.stream().mapToInt(String::length).sum() + 2 * (parts.size() - 1);
  }

  private static String bar(double share, int length) {
    int full = (int) (share * length);
    return "[" + "=".repeat(full) + " ".repeat(length - full) + "]";
  }
}
