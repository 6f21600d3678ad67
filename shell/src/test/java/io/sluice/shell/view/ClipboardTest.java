package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClipboardTest {
  @Test
  void theTextGoesInBase64SoThatItCannotEndTheSequence() {
    assertEquals("\u001b]52;c;c2x1aWNl\u0007", Clipboard.sequence("sluice"));
    assertEquals("\u001b]52;c;Bw==\u0007", Clipboard.sequence("\u0007"));
  }
}
