package io.sluice.transport.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a transfer is received, as its journal says it: lines, the last of which may be missing.
 *
 * @param base the folder, without links in its path
 * @param rename what the only top-level entry is called there, or null for its own name
 * @param peer what the sender calls itself
 */
public record TargetText(Path base, @Nullable String rename, String peer) {
  /** The target as the user would name it. */
  public Path target() {
    return rename == null ? base : base.resolve(rename);
  }

  String write() {
    return base + "\n" + (rename == null ? "" : rename) + "\n" + peer;
  }

  /** What such lines say. */
  public static TargetText parse(String text) {
    String[] lines = text.split("\n", 3);
    String rename = lines.length > 1 && !lines[1].isEmpty() ? lines[1] : null;
    return new TargetText(Path.of(lines[0]), rename, lines.length > 2 ? lines[2] : "");
  }

  static boolean isAbout(String text, Layout layout) {
    return text.startsWith(new TargetText(layout.base(), layout.rename(), "").write());
  }
}
