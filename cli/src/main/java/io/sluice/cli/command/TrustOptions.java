package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.LineInput;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.Style;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who the other side has to be, and how that is made sure before anything is sent. */
final class TrustOptions {
  private static final Duration TICK = Duration.ofMillis(200);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "Connect to this known device and to no other. See: sluice peers.")
  private @Nullable String peer;

  @Option(
      names = "--verify",
      description =
          "Show five words, and ask whether the other screen shows them too: if not, somebody sits"
              + " between. The device is known as verified from then on.")
  private boolean verify;

  @Option(
      names = "--expect-words",
      paramLabel = "FILE",
      description =
          "As --verify, but compare with the words in FILE when they appear there, or on standard"
              + " input if FILE is -. The other side prints them with --words.")
  private @Nullable String expected;

  @Option(
      names = "--words",
      description = "Print the five words, in one line that a script can read.")
  private boolean words;

  @Option(
      names = "--remember",
      description = "Meet this device without a code from now on, if the other side says so too.")
  private boolean remember;

  @Mixin private PassphraseOptions passphrase = new PassphraseOptions();

  /** The options of a node that looks whom it connects to. */
  Options apply(Options options, Context context) throws TransportException {
    Options agreed = options.withPassphrase(passphrase.read(context));
    return peer == null ? agreed : agreed.withPeer(peer);
  }

  /** Fails now if nobody could be asked later. */
  void check(Console console) {
    if (verify && expected == null && !console.canAsk()) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "--verify asks, and there is no terminal to ask on: use --peer or --expect-words.");
    }
  }

  /**
   * Makes sure of the peer.
   *
   * @throws TransportException if it is not who it should be; it has been told
   */
  void makeSure(Peer connected, Context context, Printer printer)
      throws TransportException, InterruptedException {
    if (remember) {
      connected.remember();
    }
    if (words) {
      printer.warning("words: " + String.join(" ", connected.safetyWords()));
    }
    if (expected != null) {
      compare(connected, said(expected, connected, context));
    } else if (verify) {
      printer.warning(DeviceText.words(connected.safetyWords(), Style.PLAIN));
      compare(connected, answer(connected, context, printer));
    }
    if (verify || expected != null) {
      printer.note("Verified: this is " + DeviceText.describe(connected) + ".");
    }
  }

  private static void compare(Peer connected, boolean same)
      throws TransportException, InterruptedException {
    if (same) {
      connected.wordsMatch();
      return;
    }
    connected.wordsDiffer();
    throw end(connected);
  }

  private static boolean said(String file, Peer connected, Context context)
      throws TransportException, InterruptedException {
    List<String> words = connected.safetyWords();
    Replies source = Replies.file(file, context.input());
    String line = null;
    while (line == null) {
      line = source.poll();
      if (line == null) {
        if (connected.isOver()) {
          throw end(connected);
        }
        Thread.sleep(TICK);
      }
    }
    return List.of(line.strip().toLowerCase(Locale.ROOT).split("[\\s,]+")).equals(words);
  }

  private static boolean answer(Peer connected, Context context, Printer printer)
      throws TransportException, InterruptedException {
    LineInput input = context.input();
    input.drain();
    printer.question(DeviceText.WORDS_QUESTION);
    String line = null;
    while (line == null && !input.hasEnded()) {
      line = input.take(TICK);
      if (connected.isOver()) {
        throw end(connected);
      }
    }
    printer.answered();
    return switch (line == null ? "" : line.strip().toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> true;
      case "n", "no" -> false;
      default ->
          throw new TransportException(
              Problem.VERIFICATION, "Nobody has compared the words, so nothing was sent.");
    };
  }

  /** Why the session has ended, or is about to. */
  private static TransportException end(Peer connected) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < deadline) {
      PeerEvent event = connected.nextEvent(TICK);
      if (event instanceof PeerEvent.Lost(TransportException reason)) {
        return reason;
      }
      if (event instanceof PeerEvent.Left) {
        break;
      }
    }
    return new TransportException(
        Problem.VERIFICATION, "The other side left before the words were compared.");
  }
}
