package io.sluice.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscapedOutputTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final EscapedOutput out = new EscapedOutput(screen);

  @Test
  void textStaysAsItIsWhereverItIsCut() throws Exception {
    String text = "gr\u00fc\u00df\n\n\ud83d\ude00 end\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte one : bytes) {
      out.write(one);
    }
    out.write(bytes);
    assertEquals(text + text, shown());
  }

  @Test
  void nothingMovesTheCursor() throws Exception {
    out.write("\u001b[2J\u0007a\rb\r\nc\u202ed\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("\\u{1B}[2J\\u{7}a\nb\nc\\u{202E}d\n", shown());
  }

  @Test
  void whatIsNoTextIsShownAsSuch() throws Exception {
    out.write(new byte[] {'a', (byte) 0xFF, 'b', '\n'});
    assertEquals("a\ufffdb\n", shown());
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
