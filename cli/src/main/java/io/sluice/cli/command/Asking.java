package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Questions to a person about an offer, which may be withdrawn meanwhile. */
final class Asking {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Context context;
  private final Printer printer;
  private final Course course;
  private final IncomingTransfer offer;

  Asking(Context context, Printer printer, Course course, IncomingTransfer offer) {
    this.context = context;
    this.printer = printer;
    this.course = course;
    this.offer = offer;
  }

  /**
   * What a person types, without spaces around it; null at the end of input.
   *
   * @throws TransportException if the offer is withdrawn
   */
  @Nullable String ask(String question) throws TransportException, InterruptedException {
    context.input().drain();
    printer.question(question);
    while (true) {
      String line = context.input().take(TICK);
      if (line != null || context.input().hasEnded()) {
        if (line != null) {
          printer.answered();
        }
        return line == null ? null : line.strip();
      }
      TransferResult withdrawn = course.step(offer, Duration.ZERO);
      if (withdrawn != null) {
        throw new TransportException(
            withdrawn.problem() == null ? Problem.OTHER : withdrawn.problem(), withdrawn.message());
      }
    }
  }
}
