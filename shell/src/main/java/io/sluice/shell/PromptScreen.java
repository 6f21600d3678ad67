package io.sluice.shell;

import io.sluice.shell.view.Browsable;
import io.sluice.shell.view.Clipboard;
import io.sluice.shell.view.Screen;
import io.sluice.shell.view.Style;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Prints above the line that is being typed. */
final class PromptScreen implements Screen {
  private final LineReader reader;
  private final Style style;

  /** Lines that wait until a list is off the screen; null if none is on it. */
  private volatile @Nullable Queue<String> waiting;

  PromptScreen(LineReader reader, Style style) {
    this.reader = reader;
    this.style = style;
  }

  @Override
  public boolean browse(Browsable list) {
    Browser browser = new Browser(reader.getTerminal());
    if (!browser.isPossible()) {
      print("This terminal has no place for that. Type list and select.");
      return false;
    }
    waiting = new ConcurrentLinkedQueue<>();
    try {
      return browser.browse(list);
    } finally {
      Queue<String> lines = waiting;
      waiting = null;
      lines.forEach(this::print);
    }
  }

  @Override
  public void print(String line) {
    Queue<String> until = waiting;
    if (until != null) {
      until.add(line);
      return;
    }
    // Works between two prompts as well: then it is a plain line.
    reader.printAbove(line);
  }

  @Override
  public @Nullable String ask(String question) {
    try {
      return reader.readLine(question);
    } catch (UserInterruptException | EndOfFileException e) {
      return null;
    }
  }

  @Override
  public Style style() {
    return style;
  }

  @Override
  public void copy(String text) {
    // Not above the prompt: it takes no place on the screen.
    Terminal terminal = reader.getTerminal();
    terminal.writer().print(Clipboard.sequence(text));
    terminal.flush();
  }
}
