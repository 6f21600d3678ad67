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
 */
public final class FuzzMain {
  private static final List<Class<?>> TARGETS =
      List.of(PacketFuzz.class, AssociationFuzz.class, PairFuzz.class);
  private static final int SCRIPTS = 50;

  /** Where a class file has the low byte of its major version. */
  private static final int CLASS_VERSION = 7;

  /** Java 22. */
  private static final byte OLDER = 66;

  private FuzzMain() {}

  /**
   * @param args a directory for corpora and findings; seconds for all targets together
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
    String classPath = withOlderClasses(directory.resolve("classes"));
    int seconds = Math.max(1, Integer.parseInt(args[1]) / TARGETS.size());
    for (Class<?> target : TARGETS) {
      int exit = fuzz(target, directory, classPath, seconds);
      if (exit != 0) {
        System.out.println(target.getSimpleName() + " has found something, see " + directory);
        System.exit(exit);
      }
    }
  }

  private static int fuzz(Class<?> target, Path directory, String classPath, int seconds)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(directory.resolve(target.getSimpleName()));
    if (target == PacketFuzz.class) {
      writePackets(corpus);
    } else {
      writeScripts(corpus);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getName());
    // It would have to change classes of the JDK, whose version it refuses too.
    command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks");
    command.add("--instrumentation_includes=io.sluice.transport.sctp.**");
    command.add("--reproducer_path=" + directory);
    command.add("-artifact_prefix=" + directory + File.separator);
    command.add("-max_total_time=" + seconds);
    command.add("-rss_limit_mb=3000");
    command.add("-timeout=20");
    command.add("-max_len=4096");
    command.add("-print_final_stats=1");
    command.add(corpus.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
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

  private static void writePackets(Path corpus) throws IOException {
    for (String name : Golden.NAMES) {
      Files.write(corpus.resolve(name), Golden.load(name));
    }
  }

  private static void writeScripts(Path corpus) throws IOException {
    for (int seed = 0; seed < SCRIPTS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] script = new byte[random.nextInt(1_000)];
      random.nextBytes(script);
      Files.write(corpus.resolve("seed-" + seed), script);
    }
  }
}
