package io.sluice.cli.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes files and folders, and describes what is there. */
final class TempTree {
  private static final Instant SOME_TIME = Instant.parse("2001-02-03T04:05:06.789Z");

  private TempTree() {}

  /** A tree with everything that is hard to carry: ends of ranges, odd names, nothing at all. */
  static Path make(Path parent) throws IOException {
    Path top = Files.createDirectory(parent.resolve("tree"));
    Files.createDirectories(top.resolve("empty/inside"));
    file(top.resolve("nothing"), 0, "rw-r--r--");
    file(top.resolve("one block"), 128 * 1024, "rw-------");
    file(top.resolve("one more"), 128 * 1024 + 1, "r--r--r--");
    file(top.resolve("program"), 3_000_000, "rwxr-xr-x");
    file(top.resolve(".hidden"), 5, "rw-r-----");
    Path deep = Files.createDirectories(top.resolve("a/b/c/d/e/f"));
    file(deep.resolve("grüße 日本 \uD83C\uDF0A"), 1000, "rw-r--r--");
    file(deep.resolve("quote'\"$(x);* "), 10, "rw-r--r--");
    Files.createSymbolicLink(deep.resolve("up"), Path.of("../../e/f"));
    Files.createSymbolicLink(top.resolve("link"), Path.of("program"));
    for (int i = 0; i < 300; i++) {
      file(top.resolve("a").resolve("small-" + i), i, "rw-r--r--");
    }
    setTimes(top);
    Files.setPosixFilePermissions(
        top.resolve("empty"), PosixFilePermissions.fromString("rwx------"));
    return top;
  }

  static Path file(Path path, int size, String mode) throws IOException {
    byte[] content = new byte[size];
    new Random(path.getFileName().toString().hashCode()).nextBytes(content);
    Files.write(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    return path;
  }

  /** Removes all of it. */
  static void delete(Path top) throws IOException {
    try (Stream<Path> found = Files.walk(top)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** A large file that takes no room on the disk. */
  static Path large(Path path, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
    return path;
  }

  /** For every path below {@code top}: kind, mode, time in milliseconds, and content. */
  static SortedMap<String, String> describe(Path top) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        found.put(top.relativize(path).toString(), entry(path));
      }
    }
    return found;
  }

  /** What is not alike in two descriptions, in words. */
  static List<String> differences(SortedMap<String, String> one, SortedMap<String, String> other) {
    SortedMap<String, String> names = new TreeMap<>(one);
    names.putAll(other);
    return names.keySet().stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .map(name -> name + ": " + one.get(name) + " became " + other.get(name))
        .toList();
  }

  /** The names directly in a folder. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void setTimes(Path top) throws IOException {
    try (Stream<Path> paths = Files.walk(top)) {
      int number = 0;
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!Files.isSymbolicLink(path)) {
          Files.setLastModifiedTime(path, FileTime.from(SOME_TIME.plusSeconds(number)));
          number++;
        }
      }
    }
  }

  private static String entry(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link " + Files.readSymbolicLink(path);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    String common = mode + " " + Files.getLastModifiedTime(path).toMillis();
    return Files.isDirectory(path)
        ? "folder " + common
        : "file " + common + " " + Files.size(path) + " " + sha256(path);
  }

  private static String sha256(Path path) throws IOException {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(path)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
