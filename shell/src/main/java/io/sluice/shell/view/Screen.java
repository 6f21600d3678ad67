package io.sluice.shell.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where lines for the user go. Safe for any thread; a line appears whole and above any prompt. */
public interface Screen {
  /** Shows one line, which must be safe to show: see {@link Plain}. */
  void print(String line);

  default void print(List<String> lines) {
    lines.forEach(this::print);
  }

  /**
   * Asks something, and waits for a line. For the thread of the prompt, between two prompts.
   *
   * @return null if the user broke it off
   */
  @Nullable String ask(String question);

  Style style();

  /**
   * Fills the screen with a list until it is confirmed or cancelled; other lines wait.
   *
   * @return whether it was confirmed; false also where the terminal cannot do that: then the user
   *     was told
   */
  boolean browse(Browsable list);

  /** Asks the terminal to put the text into the user's clipboard; nobody knows whether it did. */
  void copy(String text);
}
