package io.sluice.cli.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How quick this machine is now, by a Java that does nothing: what is to be true on a machine of
 * today says little of one that is half as quick, or shared.
 */
final class Yardstick {
  /** What that takes on the machine for which times are given (docs/PERFORMANCE.md). */
  private static final Duration ELSEWHERE = Duration.ofMillis(38);

  private final List<Duration> taken = new ArrayList<>();

  /** Does nothing. */
  static final class Nothing {
    private Nothing() {}

    @SuppressWarnings("unused") // The Java that is started calls it.
    public static void main(String[] arguments) {}
  }

  /** Takes the measure once more. */
  void take() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            Path.of("target", "test-classes").toString(),
            Nothing.class.getName());
    long began = System.nanoTime();
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    taken.add(Duration.ofNanos(System.nanoTime() - began));
    if (exit != 0) {
      throw new IOException("nothing ended with " + exit);
    }
  }

  /** What took so long elsewhere may take so long here; on a quicker machine no less. */
  Duration scaled(Duration elsewhere) {
    List<Duration> sorted = new ArrayList<>(taken);
    Collections.sort(sorted);
    Duration here = sorted.get(sorted.size() / 2);
    return here.compareTo(ELSEWHERE) < 0
        ? elsewhere
        : elsewhere.multipliedBy(here.toMillis()).dividedBy(ELSEWHERE.toMillis());
  }
}
