package io.sluice.transport.files.select;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The patterns of one file: the last that is about a path decides. */
final class IgnorePatterns {
  /** What they say of a path. */
  enum Verdict {
    IGNORED,
    KEPT,
    NOTHING
  }

  static final IgnorePatterns NONE = new IgnorePatterns(List.of());

  private final List<IgnorePattern> patterns;

  private IgnorePatterns(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  static IgnorePatterns of(List<String> lines) {
    return new IgnorePatterns(
        lines.stream().map(IgnorePattern::parse).filter(Objects::nonNull).toList().reversed());
  }

  /** The patterns of a file's text. */
  static IgnorePatterns parse(String text) {
    String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
    return of(Stream.of(withoutMark.split("\n")).map(IgnorePatterns::withoutReturn).toList());
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  Verdict of(List<String> path, boolean isFolder) {
    for (IgnorePattern pattern : patterns) {
      if (pattern.matches(path, isFolder)) {
        return pattern.keeps() ? Verdict.KEPT : Verdict.IGNORED;
      }
    }
    return Verdict.NOTHING;
  }
}
