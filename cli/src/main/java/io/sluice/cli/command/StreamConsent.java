package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.EscapedOutput;
import io.sluice.cli.print.Printer;
import io.sluice.shell.view.OfferText;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.OutputStream;
import java.util.Locale;

/** Decides about an offer whose content is wanted on standard output. */
final class StreamConsent {
  private final Context context;
  private final Printer printer;
  private final Course course;

  StreamConsent(Context context, Printer printer, Course course) {
    this.context = context;
    this.printer = printer;
    this.course = course;
  }

  /** Where data goes: to a terminal, nothing of it can move the cursor. */
  static OutputStream output(Console console) {
    return console.terminals().out() ? new EscapedOutput(console.data()) : console.data();
  }

  /**
   * Accepts the offer.
   *
   * @throws TransportException if it is not to be received; the peer has been told
   */
  void accept(IncomingTransfer offer, PolicyOptions policy)
      throws TransportException, InterruptedException {
    Manifest manifest = offer.manifest();
    if (!manifest.isOneFile()) {
      throw refuse(offer, "only one file can go to standard output");
    }
    String what =
        PeerText.escape(manifest.entry(0).path().toString()) + ", " + OfferText.summary(manifest);
    printer.note("The other side offers " + what + ".");
    switch (policy.judge(manifest)) {
      case PolicyOptions.Verdict.Accept() -> {}
      case PolicyOptions.Verdict.Refuse(String reason) -> throw refuse(offer, reason);
      case PolicyOptions.Verdict.Ask() -> ask(offer);
    }
    policy.bound(offer);
    offer.acceptInto(output(context.console()));
  }

  private void ask(IncomingTransfer offer) throws TransportException, InterruptedException {
    if (!context.console().canAsk()) {
      offer.refuse(Problem.REFUSED, "nobody is there to accept it");
      throw new TransportException(
          Problem.REFUSED,
          "Refused: there is no terminal to ask on. Run receive with --yes or --accept.");
    }
    String answer =
        new Asking(context, printer, course, offer).ask("Write it to standard output? [Y/n] ");
    String word = answer == null ? "n" : answer.toLowerCase(Locale.ROOT);
    if (!(word.isEmpty() || word.equals("y") || word.equals("yes"))) {
      throw refuse(offer, "the other side said no");
    }
  }

  private static TransportException refuse(IncomingTransfer offer, String reason) {
    offer.refuse(Problem.REFUSED, reason);
    return new TransportException(Problem.REFUSED, "Refused: " + reason + ".");
  }
}
