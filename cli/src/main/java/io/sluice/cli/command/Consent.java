package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.shell.command.Paths;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides about an offer: by a policy, by a person, or by there being none. */
final class Consent {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Context context;
  private final Printer printer;
  private final Course course;

  Consent(Context context, Printer printer, Course course) {
    this.context = context;
    this.printer = printer;
    this.course = course;
  }

  /**
   * Where to receive the offer.
   *
   * @param target where the user wants it
   * @param policy what the user has decided beforehand
   * @throws TransportException if it is not to be received; the peer has been told
   */
  Path decide(IncomingTransfer offer, Path target, PolicyOptions policy)
      throws TransportException, InterruptedException {
    PolicyOptions.Verdict verdict = policy.judge(offer.manifest());
    if (verdict instanceof PolicyOptions.Verdict.Refuse(String reason)) {
      offer.refuse(Problem.REFUSED, reason);
      throw new TransportException(Problem.REFUSED, "Refused: " + reason + ".");
    }
    boolean yes = verdict instanceof PolicyOptions.Verdict.Accept;
    Console console = context.console();
    boolean canAsk = !yes && console.canAsk();
    List<FileProblem> obstacles = offer.obstacles(target);
    printer.offered(offer.manifest(), obstacles, offer.freeSpace(target));
    while (!obstacles.isEmpty()) {
      String other =
          canAsk ? ask(offer, "Another folder to receive into (none to refuse): ") : null;
      if (other == null || other.isBlank()) {
        throw refuse(offer, obstacles.getFirst());
      }
      target = Paths.of(other.strip());
      obstacles = offer.obstacles(target);
      obstacles.forEach(o -> printer.failure("  " + Plain.of(o.path() + ": " + o.reason())));
    }
    if (yes) {
      return target;
    }
    if (!canAsk) {
      offer.refuse(Problem.REFUSED, "nobody is there to accept it");
      throw new TransportException(
          Problem.REFUSED,
          "Refused: there is no terminal to ask on. Run receive with --yes or"
              + " --accept to accept unasked.");
    }
    String answer = ask(offer, "Receive into " + target.toAbsolutePath() + "? [y/N] ");
    if (answer == null || !isYes(answer)) {
      offer.refuse(Problem.REFUSED, "the other side said no");
      throw new TransportException(Problem.REFUSED, "Refused. Nothing was received.");
    }
    return target;
  }

  private static TransportException refuse(IncomingTransfer offer, FileProblem obstacle) {
    Problem problem = obstacle.problem();
    offer.refuse(
        problem,
        problem == Problem.CONFLICT
            ? "something of that name is already there"
            : "it cannot be stored there");
    return new TransportException(
        problem, "Nothing was received. Choose another place with --out.");
  }

  /** What a person types, or null at the end of input; the peer may leave meanwhile. */
  private @Nullable String ask(IncomingTransfer offer, String question)
      throws TransportException, InterruptedException {
    context.input().drain();
    printer.question(question);
    while (true) {
      String line = context.input().take(TICK);
      if (line != null || context.input().hasEnded()) {
        if (line != null) {
          printer.answered();
        }
        return line;
      }
      TransferResult withdrawn = course.step(offer, Duration.ZERO);
      if (withdrawn != null) {
        throw new TransportException(
            withdrawn.problem() == null ? Problem.OTHER : withdrawn.problem(), withdrawn.message());
      }
    }
  }

  private static boolean isYes(String answer) {
    String word = answer.strip().toLowerCase(Locale.ROOT);
    return word.equals("y") || word.equals("yes");
  }
}
