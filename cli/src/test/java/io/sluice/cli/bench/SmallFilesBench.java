package io.sluice.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times sluice beside {@code tar | ssh} and {@code scp -r}, in turn and in one run, with many small
 * files on this machine: two sluice processes as a user starts them, and an OpenSSH server of this
 * program's own (Debian: {@code openssh-server}). Arguments: the launcher, a folder to work in (on
 * the disk to be measured), how many files, and how many rounds.
 */
final class SmallFilesBench {
  private static final int FILE_BYTES = 4096;
  private static final int FILES_PER_FOLDER = 100;
  private static final Pattern TOOK = Pattern.compile("transferred: \\d+ bytes in (\\d+) ms");

  private final Path launcher;
  private final Path folder;
  private final Path tree;
  private final LocalSshd sshd;

  private SmallFilesBench(Path launcher, Path folder, Path tree, LocalSshd sshd) {
    this.launcher = launcher;
    this.folder = folder;
    this.tree = tree;
    this.sshd = sshd;
  }

  /** Prints a line for each run, and the median of each way. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path launcher = Path.of(args[0]).toAbsolutePath();
    int files = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    Path folder = Files.createTempDirectory(Path.of(args[1]).toAbsolutePath(), "bench");
    Path keys = Files.createDirectory(folder.resolve("keys"));
    try (LocalSshd sshd = LocalSshd.start(keys)) {
      Path tree = makeTree(folder.resolve("tree"), files);
      var bench = new SmallFilesBench(launcher, folder, tree, sshd);
      bench.run(rounds);
    } finally {
      delete(folder);
    }
  }

  private void run(int rounds) throws IOException, InterruptedException {
    List<Double> sluice = new ArrayList<>();
    List<Double> moving = new ArrayList<>();
    List<Double> tar = new ArrayList<>();
    List<Double> synced = new ArrayList<>();
    List<Double> scp = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      tar.add(timed("tar c | ssh tar x", this::tar));
      synced.add(timed("... and sync", this::tarAndSync));
      sluice.add(timed("sluice", target -> moving.add(sluice(target))));
      scp.add(timed("scp -r", target -> scp(target)));
    }
    System.out.printf(
        Locale.ROOT,
        "median: sluice %.2f s (from consent to the end %.2f), tar | ssh %.2f s,"
            + " with sync %.2f s, scp -r %.2f s%n",
        median(sluice),
        median(moving),
        median(tar),
        median(synced),
        median(scp));
  }

  private interface Way {
    void copy(Path target) throws IOException, InterruptedException;
  }

  private double timed(String name, Way way) throws IOException, InterruptedException {
    // A place of its own for each, removed after all: ext4 makes files slowly for some seconds
    // after
    // as many were removed.
    Path target = Files.createTempDirectory(folder, "target");
    new ProcessBuilder("sync").start().waitFor();
    long start = System.nanoTime();
    way.copy(target);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "%-20s %.2f s%n", name, seconds);
    return seconds;
  }

  /** From the start of the sender to the end of both; the result is what passed since consent. */
  private double sluice(Path target) throws IOException, InterruptedException {
    Process sender =
        process(List.of(launcher.toString(), "send", "-v", "--interface", "lo", tree.toString()))
            .redirectError(folder.resolve("sender").toFile())
            .start();
    try (BufferedReader out = sender.inputReader()) {
      String code = out.readLine();
      Path told = folder.resolve("receiver");
      List<String> receive =
          List.of(
              launcher.toString(),
              "receive",
              "-v",
              "-y",
              "--interface",
              "lo",
              "-o",
              target.toString(),
              code);
      succeed(process(receive).redirectError(told.toFile()).start(), receive);
      succeed(sender, List.of("sluice send"));
      Matcher took = TOOK.matcher(Files.readString(told));
      return took.find() ? Long.parseLong(took.group(1)) / 1e3 : Double.NaN;
    }
  }

  private void tar(Path target) throws IOException, InterruptedException {
    ProcessBuilder pack =
        process(List.of("tar", "-C", folder.toString(), "-c", tree.getFileName().toString()));
    ProcessBuilder unpack = process(sshd.ssh("tar", "-C", target.toString(), "-x"));
    pipe(pack, unpack);
  }

  /** With the promise that sluice makes: what is done is on the disk. */
  private void tarAndSync(Path target) throws IOException, InterruptedException {
    tar(target);
    List<String> sync = sshd.ssh("sync", "-f", target.toString());
    succeed(process(sync).start(), sync);
  }

  private static void pipe(ProcessBuilder pack, ProcessBuilder unpack)
      throws IOException, InterruptedException {
    for (Process process : ProcessBuilder.startPipeline(List.of(pack, unpack))) {
      succeed(process, List.of("tar | ssh"));
    }
  }

  private void scp(Path target) throws IOException, InterruptedException {
    List<String> command = sshd.scp(tree, target);
    succeed(process(command).start(), command);
  }

  private static ProcessBuilder process(List<String> command) {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static void succeed(Process process, List<String> command)
      throws IOException, InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }

  private static Path makeTree(Path top, int files) throws IOException {
    Random random = new Random(1);
    byte[] content = new byte[FILE_BYTES];
    for (int i = 0; i < files; i++) {
      Path parent = top.resolve("d%04d".formatted(i / FILES_PER_FOLDER));
      Files.createDirectories(parent);
      random.nextBytes(content);
      Files.write(parent.resolve("file-%06d".formatted(i)), content);
    }
    return top;
  }

  private static void delete(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
