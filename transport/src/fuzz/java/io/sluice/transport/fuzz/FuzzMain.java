package io.sluice.transport.fuzz;

import io.sluice.transport.sctp.packet.Golden;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Runs every target for its share of the time, each in a JVM of its own, from golden packets on.
 *
 * <p>With a seed it is the same runs every time: as many as usually fit that time, from an empty
 * corpus. So what it finds depends on the code alone.
 */
public final class FuzzMain {
  private static final List<Target> TARGETS =
      List.of(
          new Target(PacketFuzz.class, 20_000),
          new Target(AssociationFuzz.class, 200),
          new Target(PairFuzz.class, 50));
  private static final int SCRIPTS = 50;

  /** Where a class file has the low byte of its major version. */
  private static final int CLASS_VERSION = 7;

  /** Java 22. */
  private static final byte OLDER = 66;

  private final Path directory;
  private final String classPath;
  private final int seconds;

  /** 0 to draw a fresh one. */
  private final int seed;

  private FuzzMain(Path directory, int seconds, int seed) throws IOException {
    this.directory = directory;
    this.classPath = withOlderClasses(directory.resolve("classes"));
    this.seconds = seconds;
    this.seed = seed;
  }

  /**
   * @param runs in a second, with Jazzer's instrumentation on a slow machine
   */
  private record Target(Class<?> fuzzed, int runs) {
    String name() {
      return fuzzed.getSimpleName();
    }
  }

  /**
   * @param args a directory for corpora and findings; seconds for all targets together; a seed, or
   *     0 for a fresh one
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
    int seconds = Math.max(1, Integer.parseInt(args[1]) / TARGETS.size());
    FuzzMain fuzz = new FuzzMain(directory, seconds, Integer.parseInt(args[2]));
    for (Target target : TARGETS) {
      int exit = fuzz.run(target);
      if (exit != 0) {
        System.out.println(target.name() + " has found something, see " + directory);
        System.exit(exit);
      }
    }
  }

  private int run(Target target) throws IOException, InterruptedException {
    Path seeds = Files.createDirectories(directory.resolve(target.name() + "-seeds"));
    List<Path> inputs = target.fuzzed == PacketFuzz.class ? packets(seeds) : scripts(seeds);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.fuzzed.getName());
    // It would have to change classes of the JDK, whose version it refuses too.
    command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks");
    command.add("--instrumentation_includes=io.sluice.transport.sctp.**");
    command.add("--reproducer_path=" + directory);
    command.add("-artifact_prefix=" + directory + File.separator);
    command.add("-rss_limit_mb=3000");
    command.add("-timeout=20");
    command.add("-max_len=4096");
    command.add("-print_final_stats=1");
    // In an order that no file system chooses.
    command.add("-seed_inputs=" + String.join(",", inputs.stream().map(Path::toString).toList()));
    command.addAll(seed == 0 ? untilTimeIsUp(target) : theSameEveryTime(target));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** What was found interesting is kept, and is where the next time begins. */
  private List<String> untilTimeIsUp(Target target) throws IOException {
    Path corpus = Files.createDirectories(directory.resolve(target.name()));
    return List.of("-max_total_time=" + seconds, corpus.toString());
  }

  private List<String> theSameEveryTime(Target target) {
    return List.of("-seed=" + seed, "-runs=" + seconds * target.runs);
  }

  /**
   * The class path, with our classes once more at its front, under an older version number:
   * Jazzer's instrumentation refuses class files of this Java, though their bytes are no others.
   */
  private static String withOlderClasses(Path into) throws IOException {
    String classPath = System.getProperty("java.class.path");
    for (String entry : classPath.split(File.pathSeparator)) {
      Path from = Path.of(entry);
      if (Files.isDirectory(from)) {
        try (Stream<Path> files = Files.walk(from)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[CLASS_VERSION] = OLDER;
            Path copy = into.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, bytes);
          }
        }
      }
    }
    return into + File.pathSeparator + classPath;
  }

  private static List<Path> packets(Path into) throws IOException {
    List<Path> written = new ArrayList<>();
    for (String name : Golden.NAMES) {
      written.add(Files.write(into.resolve(name), Golden.load(name)));
    }
    return written;
  }

  private static List<Path> scripts(Path into) throws IOException {
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < SCRIPTS; i++) {
      SplittableRandom random = new SplittableRandom(i);
      byte[] script = new byte[random.nextInt(1_000)];
      random.nextBytes(script);
      written.add(Files.write(into.resolve("script-" + i), script));
    }
    return written;
  }
}
