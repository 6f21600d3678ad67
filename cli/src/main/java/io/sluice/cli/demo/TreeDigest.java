package io.sluice.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is at a path, entry by entry: names, kinds, sizes and SHA-256. Reads every byte itself. */
final class TreeDigest {
  private TreeDigest() {}

  /**
   * Describes a file or a whole tree.
   *
   * @return for each path below and with {@code top}, named from its own name on, what is there
   */
  static SortedMap<String, String> of(Path top) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    Path parent = top.toAbsolutePath().normalize().getParent();
    try (Stream<Path> paths = Files.walk(top.toAbsolutePath().normalize())) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        found.put(
            parent == null ? path.toString() : parent.relativize(path).toString(), entry(path));
      }
    }
    return found;
  }

  /** The names that are not described alike in both, at most ten. */
  static List<String> differences(SortedMap<String, String> one, SortedMap<String, String> other) {
    SortedMap<String, String> names = new TreeMap<>(one);
    names.putAll(other);
    return names.keySet().stream()
        .filter(name -> !java.util.Objects.equals(one.get(name), other.get(name)))
        .limit(10)
        .toList();
  }

  private static String entry(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link " + Files.readSymbolicLink(path);
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return "folder";
    }
    return "file " + Files.size(path) + " " + sha256(path);
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
