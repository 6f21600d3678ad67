package io.sluice.transport.fuzz;

import io.sluice.transport.sctp.packet.Golden;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs every target for its share of the time, each in a JVM of its own, from golden packets on.
 */
public final class FuzzMain {
  private static final List<Class<?>> TARGETS =
      List.of(PacketFuzz.class, AssociationFuzz.class, PairFuzz.class);
  private static final int SCRIPTS = 50;

  private FuzzMain() {}

  /**
   * @param args a directory for corpora and findings; seconds for all targets together
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
    int seconds = Math.max(1, Integer.parseInt(args[1]) / TARGETS.size());
    for (Class<?> target : TARGETS) {
      int exit = fuzz(target, directory, seconds);
      if (exit != 0) {
        System.out.println(target.getSimpleName() + " has found something, see " + directory);
        System.exit(exit);
      }
    }
  }

  private static int fuzz(Class<?> target, Path directory, int seconds)
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
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getName());
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
