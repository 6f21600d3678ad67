package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final String LAN_OFFER = "sluice2" + "1c04k4pw4nqbfg8aaeeecbv".repeat(3);

  @Test
  void whatIsDrawnSaysTheCodeInUpperCase() throws Exception {
    List<String> lines = QrCode.of(LAN_OFFER).lines(Style.PLAIN);
    assertEquals(LAN_OFFER.toUpperCase(Locale.ROOT), read(lines));
  }

  @Test
  void theLongestCodeCanBeDrawn() throws Exception {
    String longest = "sluice2" + "z".repeat(328);
    assertEquals(longest.toUpperCase(Locale.ROOT), read(QrCode.of(longest).lines(Style.PLAIN)));
  }

  @Test
  void theOfferOfAUsualLanFitsATerminalOf80By24() {
    List<String> lines = QrCode.of(LAN_OFFER).lines(Style.PLAIN);
    assertTrue(lines.size() <= 22, () -> lines.size() + " lines");
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void aLightBorderOfFourModulesIsAroundIt() {
    List<String> lines = QrCode.of(LAN_OFFER).lines(Style.PLAIN);
    assertEquals("\u2588".repeat(lines.getFirst().length()), lines.getFirst());
    assertEquals("\u2588".repeat(lines.getFirst().length()), lines.get(1));
    lines.subList(0, lines.size() - 1).forEach(line -> assertTrue(line.startsWith("████"), line));
  }

  @Test
  void coloursAreFixedWhereThereAreAny() {
    String line = QrCode.of(LAN_OFFER).lines(Style.COLOR).getFirst();
    assertTrue(line.startsWith("\u001b[40;97m") && line.endsWith("\u001b[0m"), line);
  }

  @Test
  void whatIsTooLongForAnySymbolIsNotDrawn() {
    String tooLong = "a".repeat(5_000);
    assertThrows(IllegalArgumentException.class, () -> QrCode.of(tooLong));
  }

  /** Reads half blocks back into modules, and the modules into text. */
  private static String read(List<String> lines) throws Exception {
    int size = lines.getFirst().length() - 8;
    BitMatrix matrix = new BitMatrix(size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        char drawn = lines.get((y + 4) / 2).charAt(x + 4);
        boolean light = drawn == '\u2588' || drawn == (y % 2 == 0 ? '\u2580' : '\u2584');
        if (!light) {
          matrix.set(x, y);
        }
      }
    }
    return new Decoder().decode(matrix).getText();
  }
}
