package io.sluice.shell;

import io.sluice.shell.view.Browsable;
import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/** Shows a list on the terminal's other screen and gives it the keys that are pressed. */
final class Browser {
  private static final Size USUAL = Size.of(80, 24);

  private final Terminal terminal;
  private final KeyMap<Browsable.Key> keys = new KeyMap<>();

  Browser(Terminal terminal) {
    this.terminal = terminal;
    bind(Browsable.Key.UP, Capability.key_up, "k", "\u001b[A");
    bind(Browsable.Key.DOWN, Capability.key_down, "j", "\u001b[B");
    bind(Browsable.Key.PAGE_UP, Capability.key_ppage, "\u001b[5~");
    bind(Browsable.Key.PAGE_DOWN, Capability.key_npage, "\u001b[6~");
    bind(Browsable.Key.HOME, Capability.key_home, "g", "\u001b[H");
    bind(Browsable.Key.END, Capability.key_end, "G", "\u001b[F");
    bind(Browsable.Key.TOGGLE, null, " ");
    bind(Browsable.Key.ALL, null, "a");
    bind(Browsable.Key.NONE, null, "n");
    bind(Browsable.Key.CONFIRM, null, "\r", "\n");
    bind(Browsable.Key.CANCEL, null, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
  }

  private void bind(Browsable.Key key, @Nullable Capability capability, String... others) {
    String sequence = capability == null ? null : KeyMap.key(terminal, capability);
    if (sequence != null) {
      keys.bind(key, sequence);
    }
    keys.bind(key, others);
  }

  /** Whether this terminal has another screen, and a cursor that moves. */
  boolean isPossible() {
    return terminal.getStringCapability(Capability.enter_ca_mode) != null
        && terminal.getStringCapability(Capability.cursor_address) != null;
  }

  /** Lets a person move in the list; whether it was confirmed. */
  boolean browse(Browsable list) {
    Status foot = Status.getStatus(terminal, false);
    if (foot != null) {
      foot.suspend();
    }
    Attributes before = terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    try {
      return converse(list);
    } finally {
      terminal.puts(Capability.exit_ca_mode);
      terminal.puts(Capability.keypad_local);
      terminal.setAttributes(before);
      terminal.flush();
      if (foot != null) {
        foot.restore();
      }
    }
  }

  private boolean converse(Browsable list) {
    Display display = new Display(terminal, true);
    BindingReader reader = new BindingReader(terminal.reader());
    Browsable.Then then = Browsable.Then.STAY;
    while (then == Browsable.Then.STAY) {
      Size size = size();
      display.resize(size);
      List<AttributedString> lines =
          list.lines(size.getRows()).stream()
              .map(line -> new AttributedString(line).columnSubSequence(0, size.getColumns()))
              .toList();
      display.update(lines, 0);
      Browsable.Key key = reader.readBinding(keys);
      then = list.press(key == null ? Browsable.Key.CANCEL : key);
    }
    return then == Browsable.Then.CONFIRMED;
  }

  private Size size() {
    Size size = terminal.getSize();
    return size.getRows() > 0 && size.getColumns() > 0 ? size : USUAL;
  }
}
