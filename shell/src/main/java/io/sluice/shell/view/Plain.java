package io.sluice.shell.view;

/**
 * The last gate before a screen for sentences that other rooms made: a control or formatting
 * character in one becomes {@code ?}. Text chosen by a peer was escaped long before ({@link
 * io.sluice.transport.api.PeerText}); this is for what slipped through.
 */
public final class Plain {
  private Plain() {}

  public static String of(String sentence) {
    StringBuilder out = new StringBuilder(sentence.length());
    sentence.codePoints().map(c -> isHarmless(c) ? c : '?').forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
