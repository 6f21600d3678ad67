package io.sluice.shell.view;

import java.util.List;

/** Where lines for the user go. Safe for any thread; a line appears whole and above any prompt. */
public interface Screen {
  /** Shows one line, which must be safe to show: see {@link Plain}. */
  void print(String line);

  default void print(List<String> lines) {
    lines.forEach(this::print);
  }

  Style style();

  /** Asks the terminal to put the text into the user's clipboard; nobody knows whether it did. */
  void copy(String text);
}
