package io.sluice.cli.command;

import io.sluice.cli.print.CodeDisplay;
import picocli.CommandLine.Option;

/** How a code is shown, besides as text. */
final class ShowOptions {
  @Option(names = "--qr", description = "Show the code as a QR symbol too.")
  private boolean qr;

  @Option(
      names = "--copy",
      description = "Have the terminal copy the code to the clipboard (OSC 52), if it allows that.")
  private boolean copy;

  CodeDisplay display() {
    return new CodeDisplay(qr, copy);
  }
}
