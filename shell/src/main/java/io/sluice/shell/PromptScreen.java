package io.sluice.shell;

import io.sluice.shell.view.Screen;
import io.sluice.shell.view.Style;
import org.jline.reader.LineReader;

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
  public Style style() {
    return style;
  }
}
