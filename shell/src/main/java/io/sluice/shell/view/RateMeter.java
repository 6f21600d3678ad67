package io.sluice.shell.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a growing number has grown over the last seconds. */
public final class RateMeter {
  private static final long WINDOW = Duration.ofSeconds(4).toNanos();
  private static final long SPACING = Duration.ofMillis(100).toNanos();

  private record Sample(long at, long value) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Takes the number as it is now, and tells its growth per second, NaN while that is unknown.
   *
   * @param now nanoseconds of a monotonic clock
   */
  public double update(long now, long value) {
    Sample last = samples.peekLast();
    if (last == null || now - last.at >= SPACING) {
      samples.addLast(new Sample(now, value));
    }
    while (samples.size() > 2 && now - samples.getFirst().at > WINDOW) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    long span = now - first.at;
    return span < SPACING ? Double.NaN : (value - first.value) * 1e9 / span;
  }
}
