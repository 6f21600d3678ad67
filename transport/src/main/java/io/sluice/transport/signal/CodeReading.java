package io.sluice.transport.signal;

import java.util.Arrays;

/** What stands behind one occurrence of the prefix in a pasted text. */
final class CodeReading {
  /** Fewer symbols than this behind the prefix, and it may be any word that follows by chance. */
  private static final int SURELY_A_CODE = 30;

  /** The first symbols of this version and the next three: digits, which begin few words. */
  private static final int FIRST_LIKELY_KIND = 2;

  private static final int LAST_LIKELY_KIND = 9;

  /** {@link CodeText#PREFIX} in the alphabet of {@link #fold}. */
  private static final String FOLDED_PREFIX = "s1u1ce";

  /** What a reading came to. */
  enum Finding {
    NOTHING,
    CUT_OFF,
    MISTYPED,
    WHOLE
  }

  private final Finding finding;
  private final int[] symbols;
  private final int present;
  private final int whole;

  private CodeReading(Finding finding, int[] symbols, int present, int whole) {
    this.finding = finding;
    this.symbols = symbols;
    this.present = present;
    this.whole = whole;
  }

  /** The first whole code in the text, else the reading that comes nearest to one. */
  static CodeReading find(String pasted) {
    String folded = fold(pasted);
    CodeReading best = new CodeReading(Finding.NOTHING, new int[0], 0, 0);
    int at = folded.indexOf(FOLDED_PREFIX);
    while (at >= 0 && best.finding != Finding.WHOLE) {
      CodeReading reading = read(folded, at + FOLDED_PREFIX.length());
      if (reading.isBetterThan(best)) {
        best = reading;
      }
      at = folded.indexOf(FOLDED_PREFIX, at + 1);
    }
    return best;
  }

  /** Whether it is a code, or what is wrong with it. */
  Finding finding() {
    return finding;
  }

  /** The symbols that are there, in an array for as many as a code can have; not a copy. */
  int[] symbols() {
    return symbols;
  }

  /** How many symbols are there. */
  int present() {
    return present;
  }

  /** How many symbols the code should have, by its own length field. */
  int whole() {
    return whole;
  }

  private boolean isBetterThan(CodeReading other) {
    if (finding == Finding.WHOLE || other.finding == Finding.NOTHING) {
      return finding != Finding.NOTHING;
    }
    return finding != Finding.NOTHING && present > other.present;
  }

  /**
   * The text without all that is neither letter nor digit: spaces, line wraps, quotes, markdown,
   * invisible characters. Look-alikes become digits, letters of other scripts a mark that is no
   * symbol.
   */
  private static String fold(String pasted) {
    StringBuilder folded = new StringBuilder(pasted.length());
    pasted
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> folded.append(c < 128 ? fold((char) c) : '?'));
    return folded.toString();
  }

  private static char fold(char c) {
    return switch (c) {
      case 'I', 'i', 'L', 'l' -> '1';
      case 'O', 'o' -> '0';
      default -> Character.toLowerCase(c);
    };
  }

  private static CodeReading read(String folded, int start) {
    int[] symbols = new int[CodeText.MAX_SYMBOLS];
    int present = 0;
    while (present < symbols.length && start + present < folded.length()) {
      int symbol = Base32.symbol(folded.charAt(start + present));
      if (symbol < 0) {
        break;
      }
      symbols[present++] = symbol;
    }
    int payload = (symbols[1] << 5) | symbols[2];
    int whole = CodeText.HEADER_SYMBOLS + payload + Checksum.SYMBOLS;
    Finding finding = judge(symbols, present, payload, whole, folded.length() - start);
    return new CodeReading(finding, symbols, present, whole);
  }

  private static Finding judge(
      int[] symbols, int present, int payload, int whole, int charactersLeft) {
    boolean likelyLength =
        present >= CodeText.HEADER_SYMBOLS
            && payload >= CodeText.MIN_PAYLOAD_SYMBOLS
            && payload <= CodeText.MAX_PAYLOAD_SYMBOLS;
    boolean likelyKind = symbols[0] >= FIRST_LIKELY_KIND && symbols[0] <= LAST_LIKELY_KIND;
    if (likelyLength && present >= whole && Checksum.holds(symbols, whole)) {
      return Finding.WHOLE;
    }
    if (present < SURELY_A_CODE && !(likelyLength && likelyKind)) {
      return Finding.NOTHING;
    }
    if (!likelyLength || charactersLeft >= whole || isLengthMistyped(symbols, present)) {
      return Finding.MISTYPED;
    }
    return Finding.CUT_OFF;
  }

  /** Whether it is a whole code, but for its length field. */
  private static boolean isLengthMistyped(int[] symbols, int present) {
    int payload = present - CodeText.HEADER_SYMBOLS - Checksum.SYMBOLS;
    if (payload < CodeText.MIN_PAYLOAD_SYMBOLS) {
      return false;
    }
    int[] corrected = Arrays.copyOf(symbols, present);
    corrected[1] = payload >> 5;
    corrected[2] = payload & 31;
    return Checksum.holds(corrected, present);
  }
}
