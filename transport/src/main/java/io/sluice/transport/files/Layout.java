package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each entry goes.
 *
 * @param base an existing directory, without links in its path
 * @param rename what the only top-level entry is called here, or null for its own name
 * @param changed what entries are called here in place of their own names
 */
record Layout(Path base, @Nullable String rename, Map<EntryPath, String> changed) {
  /** In bytes: what a path may have on Linux, less its closing zero. */
  private static final int LONGEST_PATH = 4095;

  /**
   * Reads the user's target as {@code cp} does.
   *
   * @param target an existing directory, or a new name in one for a single top-level entry
   * @throws FileException if it is neither
   */
  static Layout of(Path target, Manifest manifest) throws FileException {
    try {
      if (Files.isDirectory(target)) {
        return new Layout(target.toRealPath(), null, Map.of());
      }
      Path name = target.getFileName();
      if (name == null || name.toString().matches("\\.{0,2}")) {
        throw unusable("the target folder does not exist");
      }
      if (!NameCheck.isReadable(name)) {
        throw unusable("the target's name is not valid in this system's character encoding");
      }
      if (hasSeveralTops(manifest)) {
        throw unusable(
            Files.exists(target)
                ? "the target is not a folder"
                : "the target folder does not exist");
      }
      Path parent = target.toAbsolutePath().getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw unusable("the folder that the target should be in does not exist");
      }
      return new Layout(parent.toRealPath(), name.toString(), Map.of());
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  /** The same with other names for some entries. */
  Layout with(Map<EntryPath, String> names) {
    return new Layout(base, rename, names);
  }

  /**
   * Whether programs could name an entry there by its path: one by one, any depth could be made.
   */
  boolean isNameable(EntryPath path) {
    String whole = base + "/" + String.join("/", names(path));
    // A char is three bytes at most: of most paths that is enough to know.
    return whole.length() <= LONGEST_PATH / 3
        || whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }

  /** The names that lead from the base to an entry. */
  List<String> names(EntryPath path) {
    if (rename == null && changed.isEmpty()) {
      return path.components();
    }
    List<String> names = new ArrayList<>(path.components());
    if (!changed.isEmpty()) {
      for (int depth = 1; depth <= names.size(); depth++) {
        String name = changed.get(new EntryPath(path.components().subList(0, depth)));
        names.set(depth - 1, name == null ? names.get(depth - 1) : name);
      }
    }
    if (rename != null) {
      names.set(0, rename);
    }
    return List.copyOf(names);
  }

  /**
   * Where an entry goes. Components cannot lead out of the base, unless one is a link there.
   *
   * @throws FileException if this machine cannot have such a name
   */
  Path resolve(EntryPath path) throws FileException {
    try {
      Path place = base;
      for (String name : names(path)) {
        place = place.resolve(name);
      }
      return place;
    } catch (InvalidPathException e) {
      throw FileErrors.impossibleName(e);
    }
  }

  private static boolean hasSeveralTops(Manifest manifest) {
    Set<String> tops = new HashSet<>();
    for (ManifestEntry entry : manifest) {
      tops.add(entry.path().components().getFirst());
      if (tops.size() > 1) {
        return true;
      }
    }
    return false;
  }

  private static FileException unusable(String reason) {
    return new FileException(Problem.LOCAL_FILE, reason);
  }
}
