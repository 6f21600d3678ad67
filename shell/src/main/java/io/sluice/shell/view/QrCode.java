package io.sluice.shell.view;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pairing code as a QR symbol (ISO/IEC 18004) of half blocks: a character is one module wide and
 * two high, so the symbol of a usual code takes 41 columns and 21 lines.
 *
 * <p>Light modules are drawn, dark ones are left to the background, since most terminals are dark.
 * With colours the symbol is black on white on any terminal.
 */
public final class QrCode {
  /** Light modules around the symbol (ISO/IEC 18004 section 5.3.8). */
  private static final int QUIET_ZONE = 4;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * The symbol of a code.
   *
   * @param code of letters and digits; it is drawn in upper case, in which a symbol holds nearly
   *     twice as much, and readers of codes do not mind
   * @throws IllegalArgumentException if it is too long for a symbol
   */
  public static QrCode of(String code) {
    try {
      String text = code.toUpperCase(Locale.ROOT);
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("a code of " + code.length() + " characters", e);
    }
  }

  /** The symbol, line by line, ready to be shown. */
  public List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    int end = modules.getHeight() + QUIET_ZONE;
    for (int y = -QUIET_ZONE; y < end; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET_ZONE; x < modules.getWidth() + QUIET_ZONE; x++) {
        // Below the last line of an odd number there is no module to draw.
        line.append(halves(isLight(x, y), y + 1 < end && isLight(x, y + 1)));
      }
      lines.add(style.whiteOnBlack(line.toString()));
    }
    return lines;
  }

  private boolean isLight(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
    return !inside || modules.get(x, y) == 0;
  }

  private static char halves(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '\u2588' : '\u2580';
    }
    return lower ? '\u2584' : ' ';
  }
}
