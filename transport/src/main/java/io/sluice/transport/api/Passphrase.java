package io.sluice.transport.api;

import java.text.Normalizer;

/** What two people agreed on besides the code. It prints nothing of itself. */
public final class Passphrase {
  /** There is none. */
  public static final Passphrase NONE = new Passphrase("");

  private final String text;

  private Passphrase(String text) {
    this.text = text;
  }

  /**
   * A passphrase as typed: white space around it does not count, and letters that look the same are
   * the same (Unicode NFC).
   */
  public static Passphrase of(String typed) {
    return new Passphrase(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC));
  }

  /** Whether there is none. */
  public boolean isNone() {
    return text.isEmpty();
  }

  /** The text, for the one who proves its knowledge. */
  public String expose() {
    return text;
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "Passphrase";
  }
}
