package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import java.nio.charset.StandardCharsets;

/** The names that a file may have beside another of its name. */
final class NumberedName {
  /** Who has as many has another problem. */
  static final int LAST = 9_999;

  private NumberedName() {}

  /**
   * A name with a number before its ending, for example {@code notes (2).tar.gz}: as long as a name
   * may be at most.
   *
   * @param number 1 to {@value #LAST}
   */
  static String of(String name, int number) {
    int dot = ending(name);
    String stem = name.substring(0, dot);
    String rest = " (" + number + ")" + name.substring(dot);
    while (bytes(stem) + bytes(rest) > EntryPath.MAX_COMPONENT_BYTES && !stem.isEmpty()) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + rest;
  }

  /** Where the ending begins; a dot at the very start hides a name and ends none. */
  private static int ending(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || bytes(name.substring(dot)) > EntryPath.MAX_COMPONENT_BYTES / 2) {
      return name.length();
    }
    return name.startsWith(".tar", dot - 4) && dot > 4 ? dot - 4 : dot;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
