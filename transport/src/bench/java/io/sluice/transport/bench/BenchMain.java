package io.sluice.transport.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link EngineBench}, prints what SCTP costs, and fails when it costs too much. */
public final class BenchMain {
  /** User bytes for each second of processor time, in MB, both ends together. */
  private static final double LEAST_MB_AT_1191 = 500;

  private static final double LEAST_MB_AT_8192 = 1_000;

  /**
   * What may be allocated for a message: its bytes, once, and the objects that hold and hand it
   * over at both ends. An object for each of its 57 packets would not fit.
   */
  private static final double MOST_ALLOCATED = EngineBench.MESSAGE + 512;

  private BenchMain() {}

  /**
   * @param args seconds for each case
   */
  public static void main(String[] args) throws RunnerException {
    int seconds = Integer.parseInt(args[0]);
    Options options =
        new OptionsBuilder()
            .include(EngineBench.class.getSimpleName())
            .forks(1)
            .jvmArgs("-Xmx1g", "-XX:+UseSerialGC")
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(Math.max(1, seconds / 4)))
            .measurementIterations(Math.max(1, seconds / 2))
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .build();
    List<String> failures = new ArrayList<>();
    Collection<RunResult> results = new Runner(options).run();
    System.out.printf(
        "%n%8s %9s %12s %16s%n", "path MTU", "checksum", "MB per cpu-s", "B per message");
    for (RunResult result : results) {
      judge(result, failures);
    }
    if (results.isEmpty() || !failures.isEmpty()) {
      System.out.println(failures.isEmpty() ? "nothing was measured" : String.join("\n", failures));
      System.exit(1);
    }
  }

  private static void judge(RunResult result, List<String> failures) {
    String pathMtu = result.getParams().getParam("pathMtu");
    double bytes = secondary(result, "payloadBytes");
    double rate = bytes * 1e3 / secondary(result, "cpuNanos");
    double allocated = secondary(result, "gc.alloc.rate.norm") / EngineBench.MESSAGES;
    String line =
        "%8s %9s %12.0f %16.0f"
            .formatted(pathMtu, result.getParams().getParam("checksum"), rate, allocated);
    System.out.println(line);
    if (rate < (pathMtu.equals("1191") ? LEAST_MB_AT_1191 : LEAST_MB_AT_8192)) {
      failures.add("too slow: " + line);
    }
    if (allocated > MOST_ALLOCATED) {
      failures.add("allocates for packets: " + line);
    }
  }

  private static double secondary(RunResult result, String name) {
    var all = result.getSecondaryResults();
    for (String each : all.keySet()) {
      if (each.endsWith(name)) {
        return all.get(each).getScore();
      }
    }
    throw new IllegalStateException("no " + name + " in " + all.keySet());
  }
}
