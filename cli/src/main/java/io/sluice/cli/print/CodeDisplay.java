package io.sluice.cli.print;

/**
 * How a code is shown, besides as text.
 *
 * @param qr as a QR symbol on standard error
 * @param copied to the clipboard, by the terminal behind standard error
 */
public record CodeDisplay(boolean qr, boolean copied) {
  /** As text alone. */
  public static final CodeDisplay TEXT = new CodeDisplay(false, false);
}
