package io.sluice.shell.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The clipboard of the machine where the user sits, which may be far from this process: the
 * terminal fills it when it is told to by the control sequence OSC 52 (xterm). Many terminals obey,
 * some ask, others ignore it; none answers.
 */
public final class Clipboard {
  private Clipboard() {}

  /** What to write to a terminal to have it copy the text. */
  public static String sequence(String text) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "\u001b]52;c;" + base64 + "\u0007";
  }
}
