package io.sluice.cli.command;

import io.sluice.cli.print.LineInput;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Passphrase;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.Console;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both users have agreed on besides the code; never an argument, which others can see. */
final class PassphraseOptions {
  /** The variable that may hold it. */
  static final String VARIABLE = "SLUICE_PASSPHRASE";

  private static final Duration LONG = Duration.ofDays(1);

  @Option(
      names = "--passphrase",
      description =
          "Ask for a passphrase that both sides have to give; it is not shown. Whoever has the code"
              + " but not the passphrase is out after one try.")
  private boolean ask;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Read the passphrase from the first line of FILE, or of standard input if FILE is -.")
  private @Nullable String file;

  /** The passphrase, from wherever it comes. */
  Passphrase read(Context context) throws TransportException {
    if (file != null) {
      return known(firstLine(file, context), "There is no passphrase in " + Plain.of(file) + ".");
    }
    if (ask) {
      return known(typed(), "No passphrase was given.");
    }
    String variable = context.console().variable(VARIABLE);
    return variable == null ? Passphrase.NONE : Passphrase.of(variable);
  }

  private static Passphrase known(@Nullable String text, String complaint)
      throws TransportException {
    Passphrase passphrase = Passphrase.of(text == null ? "" : text);
    if (passphrase.isNone()) {
      throw new TransportException(Problem.VERIFICATION, complaint);
    }
    return passphrase;
  }

  private static @Nullable String firstLine(String name, Context context)
      throws TransportException {
    LineInput lines = TextSource.open(name, context.input());
    try {
      return lines.take(LONG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static @Nullable String typed() throws TransportException {
    Console console = Objects.requireNonNull(System.console());
    if (!console.isTerminal()) {
      throw new TransportException(
          Problem.VERIFICATION,
          "--passphrase asks, and there is no terminal to ask on: use --passphrase-file or "
              + VARIABLE
              + ".");
    }
    char[] typed = console.readPassword("Passphrase: ");
    return typed == null ? null : new String(typed);
  }
}
