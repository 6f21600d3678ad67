package io.sluice.shell.view;

/** Emphasis on a terminal, or none at all: colour never carries a meaning that the words do not. */
public enum Style {
  PLAIN(false),
  COLOR(true);

  private final boolean on;

  Style(boolean on) {
    this.on = on;
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  public String faint(String text) {
    return wrap("2", text);
  }

  public String good(String text) {
    return wrap("32", text);
  }

  public String bad(String text) {
    return wrap("31", text);
  }

  /** For pictures that must not be inverted by the colours of the terminal. */
  public String whiteOnBlack(String text) {
    return wrap("40;97", text);
  }

  private String wrap(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
