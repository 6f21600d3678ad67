package io.sluice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.choose.EntryChooser;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.Transcript;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrowserTest {
  private static final String ENTER_OTHER_SCREEN = "\u001b[?1049h";
  private static final String LEAVE_OTHER_SCREEN = "\u001b[?1049l";

  private final Manifest manifest =
      Manifest.of(List.of(FakePeer.file("a", 1), FakePeer.file("b", 2), FakePeer.file("c", 3)));
  private final EntryChooser chooser = new EntryChooser(manifest, EntrySet.of(0, 1, 2));
  private final Transcript screen = new Transcript();

  private boolean press(String keys) throws Exception {
    try (LineDisciplineTerminal terminal =
        new LineDisciplineTerminal("test", "xterm-256color", screen, StandardCharsets.UTF_8)) {
      terminal.setSize(Size.of(60, 10));
      Browser browser = new Browser(terminal);
      assertTrue(browser.isPossible());
      // As it will be: until then what is typed ahead would be a line.
      terminal.enterRawMode();
      terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
      return browser.browse(chooser);
    }
  }

  @Test
  void keysMoveAndToggleOnAScreenOfItsOwn() throws Exception {
    assertTrue(press(" \u001b[Bj \r"));
    assertEquals(EntrySet.of(1), chooser.wanted());
    String shown = screen.toString();
    assertTrue(shown.contains("[x] -rw-r--r--  b  2 bytes"), shown);
    assertTrue(shown.indexOf(ENTER_OTHER_SCREEN) < shown.indexOf("[x]"), shown);
    assertTrue(shown.contains(LEAVE_OTHER_SCREEN), shown);
  }

  @Test
  void whoLeavesIsTold() throws Exception {
    assertFalse(press(" q"));
    assertTrue(screen.toString().contains(LEAVE_OTHER_SCREEN));
  }

  @Test
  void aTerminalWithoutSuchAScreenIsLeftAlone() throws Exception {
    try (Terminal dumb =
        new DumbTerminal(
            "test",
            Terminal.TYPE_DUMB,
            InputStream.nullInputStream(),
            screen,
            StandardCharsets.UTF_8)) {
      assertFalse(new Browser(dumb).isPossible());
    }
  }
}
