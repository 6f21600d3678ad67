package io.sluice.transport.files.select;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for one name: {@code *} is any run of characters, {@code ?} any one, {@code [a-z]},
 * {@code [!a-z]} and {@code [[:digit:]]} one of a set, and a backslash takes the next as it is. A
 * match takes no more steps than the name is long times the pattern.
 */
final class Glob {
  private interface Step {
    boolean takes(int codePoint);
  }

  /** The run of any length. */
  private enum Star implements Step {
    RUN;

    @Override
    public boolean takes(int codePoint) {
      return true;
    }
  }

  private static final Step ANY = _ -> true;
  private static final Step NONE = _ -> false;

  private final Step[] steps;

  private Glob(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  static Glob parse(String pattern) {
    return new Glob(new Parser(pattern).steps());
  }

  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    int step = 0;
    int at = 0;
    int starAt = -1;
    int starText = 0;
    while (at < text.length) {
      if (step < steps.length && steps[step] instanceof Star) {
        starAt = step++;
        starText = at;
      } else if (step < steps.length && steps[step].takes(text[at])) {
        step++;
        at++;
      } else if (starAt >= 0) {
        // The last star takes one more, and what is behind it is tried again.
        step = starAt + 1;
        at = ++starText;
      } else {
        return false;
      }
    }
    while (step < steps.length && steps[step] instanceof Star) {
      step++;
    }
    return step == steps.length;
  }

  private static final class Parser {
    private final int[] pattern;
    private int at;

    Parser(String pattern) {
      this.pattern = pattern.codePoints().toArray();
    }

    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      while (at < pattern.length) {
        int c = pattern[at++];
        steps.add(
            switch (c) {
              case '*' -> Star.RUN;
              case '?' -> ANY;
              case '[' -> set();
              case '\\' -> at < pattern.length ? exactly(pattern[at++]) : NONE;
              default -> exactly(c);
            });
      }
      return steps;
    }

    private static Step exactly(int c) {
      return other -> other == c;
    }

    /** A set that is never closed matches nothing, as in git. */
    private Step set() {
      boolean inverted = at < pattern.length && (pattern[at] == '!' || pattern[at] == '^');
      at += inverted ? 1 : 0;
      List<Step> members = new ArrayList<>();
      boolean first = true;
      while (at < pattern.length && (first || pattern[at] != ']')) {
        first = false;
        members.add(member());
      }
      if (at == pattern.length) {
        return NONE;
      }
      at++;
      return c -> inverted != members.stream().anyMatch(member -> member.takes(c));
    }

    private Step member() {
      if (pattern[at] == '[' && at + 1 < pattern.length && pattern[at + 1] == ':') {
        Step named = namedClass();
        if (named != null) {
          return named;
        }
      }
      int low = literal();
      if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
        at++;
        int high = literal();
        return c -> c >= low && c <= high;
      }
      return exactly(low);
    }

    private int literal() {
      if (pattern[at] == '\\' && at + 1 < pattern.length) {
        at++;
      }
      return pattern[at++];
    }

    private @Nullable Step namedClass() {
      for (int end = at + 2; end + 1 < pattern.length; end++) {
        if (pattern[end] == ':' && pattern[end + 1] == ']') {
          Step named = named(new String(pattern, at + 2, end - at - 2));
          at = end + 2;
          return named;
        }
      }
      return null;
    }

    /** The classes of POSIX, for ASCII as in git. */
    private static Step named(String name) {
      return switch (name) {
        case "alnum" -> c -> isLetter(c) || isDigit(c);
        case "alpha" -> Parser::isLetter;
        case "blank" -> c -> c == ' ' || c == '\t';
        case "cntrl" -> c -> c < ' ' || c == 127;
        case "digit" -> Parser::isDigit;
        case "graph" -> c -> c > ' ' && c < 127;
        case "lower" -> c -> c >= 'a' && c <= 'z';
        case "print" -> c -> c >= ' ' && c < 127;
        case "punct" -> c -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c);
        case "space" -> c -> c == ' ' || (c >= '\t' && c <= '\r');
        case "upper" -> c -> c >= 'A' && c <= 'Z';
        case "xdigit" -> c -> isDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
        default -> NONE;
      };
    }

    private static boolean isLetter(int c) {
      return (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }
  }
}
