package io.sluice.shell;

import io.sluice.shell.view.Clipboard;
import io.sluice.shell.view.Screen;
import io.sluice.shell.view.Style;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Prints above the line that is being typed. */
final class PromptScreen implements Screen {
  private final LineReader reader;
  private final Style style;

  PromptScreen(LineReader reader, Style style) {
    this.reader = reader;
    this.style = style;
  }

  @Override
  public void print(String line) {
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
