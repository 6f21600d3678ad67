package io.sluice.cli.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.Keyboard;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineInputTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Keyboard keyboard = new Keyboard();
  private final LineInput input = new LineInput(keyboard);

  @Test
  void linesComeInOrderAndThenTheEnd() throws Exception {
    keyboard.type("one");
    keyboard.type("two");
    keyboard.end();
    assertEquals("one", input.take(LONG));
    assertFalse(input.hasEnded());
    assertEquals("two", input.take(LONG));
    assertNull(input.take(LONG));
    assertTrue(input.hasEnded());
    assertNull(input.take(LONG));
  }

  @Test
  void nothingTypedIsNothingTaken() throws Exception {
    assertNull(input.take(Duration.ofMillis(1)));
    assertFalse(input.hasEnded());
  }

  @Test
  void aWrappedPasteIsTakenWhole() throws Exception {
    keyboard.type("\none\ntwo");
    assertEquals("\none\ntwo\n", input.takePaste(LONG));
  }

  @Test
  void whatWasTypedTooEarlyCanBeForgotten() throws Exception {
    assertNull(input.take(Duration.ofMillis(1)));
    keyboard.type("early");
    keyboard.awaitRead();
    input.drain();
    keyboard.type("in time");
    assertEquals("in time", input.take(LONG));
  }

  @Test
  void whatFollowsTheLinesIsThereAsBytes() throws Exception {
    keyboard.type("line");
    keyboard.type("\u00fcber");
    assertEquals("line", input.take(LONG));
    InputStream rest = input.rest();
    keyboard.type("more");
    keyboard.end();
    assertArrayEquals("\u00fcber\nmore\n".getBytes(StandardCharsets.UTF_8), rest.readAllBytes());
  }

  @Test
  void aLineThatNeverEndsIsCut() throws Exception {
    keyboard.type("x".repeat(100_000));
    String first = input.take(LONG);
    assertTrue(first != null && first.length() < 100_000);
  }
}
