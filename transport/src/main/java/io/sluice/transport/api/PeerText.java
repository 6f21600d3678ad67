package io.sluice.transport.api;

import java.util.List;

/**
 * Makes text chosen by a peer safe to show: nothing in it can move a cursor or hide a character.
 */
public final class PeerText {
  private static final int LONGEST = 200;

  private PeerText() {}

  /**
   * Escapes control, bidirectional, zero-width, unassigned and private characters as {@code
   * \}{@code u{HEX}} and the backslash as two, and cuts in the middle what is longer than 200
   * characters.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    if (out.length() <= LONGEST) {
      return out.toString();
    }
    int half = LONGEST / 2 - 1;
    return out.substring(0, half) + " … " + out.substring(out.length() - half);
  }

  /**
   * Escapes a text of several lines, each as {@link #escape} does, but cuts nothing.
   *
   * @return at least one line
   */
  public static List<String> lines(String text) {
    return text.lines().count() == 0 ? List.of("") : text.lines().map(PeerText::whole).toList();
  }

  private static String whole(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    // A tab within a line does no harm, and source code is full of them.
    line.replace("\t", "        ").codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int codePoint) {
    if (codePoint == '\\') {
      out.append("\\\\");
    } else if (isVisible(codePoint)) {
      out.appendCodePoint(codePoint);
    } else {
      out.append("\\u{").append(Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT));
      out.append('}');
    }
  }

  private static boolean isVisible(int codePoint) {
    if (codePoint == ' ') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
