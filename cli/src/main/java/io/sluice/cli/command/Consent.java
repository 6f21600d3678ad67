package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.shell.choose.Picks;
import io.sluice.shell.choose.Plan;
import io.sluice.shell.command.Paths;
import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.EntryList;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Sizes;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides about an offer: by a policy, by a person, or by there being none. */
final class Consent {
  private final Context context;
  private final Printer printer;
  private final Course course;

  Consent(Context context, Printer printer, Course course) {
    this.context = context;
    this.printer = printer;
    this.course = course;
  }

  /**
   * Completes a plan, so that the offer can be received by it.
   *
   * @param policy what the user has decided beforehand
   * @throws TransportException if it is not to be received; the peer has been told
   */
  void decide(Plan plan, PolicyOptions policy) throws TransportException, InterruptedException {
    IncomingTransfer offer = plan.offer();
    PolicyOptions.Verdict verdict = policy.judge(offer.manifest());
    if (verdict instanceof PolicyOptions.Verdict.Refuse(String reason)) {
      offer.refuse(Problem.REFUSED, reason);
      throw new TransportException(Problem.REFUSED, "Refused: " + reason + ".");
    }
    policy.bound(offer);
    boolean yes = verdict instanceof PolicyOptions.Verdict.Accept;
    boolean canAsk = !yes && context.console().canAsk();
    printer.offered(offer.manifest(), plan.prospect(), plan.obstacles());
    if (plan.prospect().here() > 0) {
      printer.note(
          Sizes.bytes(plan.prospect().here())
              + " of it are here from an earlier run, and will not be sent again.");
    }
    Asking person = new Asking(context, printer, course, offer);
    boolean decided = false;
    while (!decided) {
      clear(plan, canAsk ? person : null);
      decided = yes || accepts(plan, canAsk, person);
    }
  }

  /** Sees that nothing is in the way of what is wanted. */
  private void clear(Plan plan, @Nullable Asking person)
      throws TransportException, InterruptedException {
    while (!plan.obstacles().isEmpty() || !plan.conflicts().isEmpty()) {
      if (!plan.obstacles().isEmpty()) {
        evade(plan, person);
      } else if (person == null || plan.policy() != null) {
        FileProblem first = plan.firstConflict();
        printer.failure(OfferText.problems(List.of(first)).getFirst());
        throw refuse(plan, first);
      } else {
        resolve(plan, person);
      }
    }
  }

  private void evade(Plan plan, @Nullable Asking person)
      throws TransportException, InterruptedException {
    FileProblem first = plan.obstacles().getFirst();
    if (person == null) {
      throw refuse(plan, first);
    }
    String other = person.ask("Another folder to receive into, or select (none to refuse): ");
    if (other == null || other.isEmpty()) {
      throw refuse(plan, first);
    }
    moveOrSelect(plan, other, person);
  }

  private void moveOrSelect(Plan plan, String answer, Asking person)
      throws TransportException, InterruptedException {
    if (answer.equals("select")) {
      select(plan, person);
    } else {
      plan.moveTo(Paths.of(answer));
    }
    OfferText.problems(plan.obstacles()).forEach(line -> printer.failure("  " + line));
  }

  private void resolve(Plan plan, Asking person) throws TransportException, InterruptedException {
    int taken = plan.conflicts().count();
    String answer =
        person.ask(
            (taken == 1 ? "A name is" : "%,d names are".formatted(taken))
                + " taken. Overwrite, rename, skip, another folder, or refuse? [o/r/s/f/N] ");
    switch (answer == null ? "" : answer.toLowerCase(Locale.ROOT)) {
      case "o", "overwrite" -> {
        plan.resolve(ConflictPolicy.OVERWRITE);
        if (!plan.conflicts().isEmpty()) {
          String first = OfferText.problems(List.of(plan.firstConflict())).getFirst();
          plan.unresolve();
          printer.failure(first + ", and cannot be overwritten.");
        }
      }
      case "r", "rename" -> plan.resolve(ConflictPolicy.RENAME);
      case "s", "skip" -> plan.resolve(ConflictPolicy.SKIP);
      case "f", "folder" -> {
        String other = person.ask("Another folder to receive into (none to refuse): ");
        if (other == null || other.isEmpty()) {
          throw refuse(plan, plan.firstConflict());
        }
        moveOrSelect(plan, other, person);
      }
      default -> throw refuse(plan, plan.firstConflict());
    }
  }

  private boolean accepts(Plan plan, boolean canAsk, Asking person)
      throws TransportException, InterruptedException {
    if (!canAsk) {
      plan.offer().refuse(Problem.REFUSED, "nobody is there to accept it");
      throw new TransportException(
          Problem.REFUSED,
          "Refused: there is no terminal to ask on. Run receive with --yes or"
              + " --accept to accept unasked.");
    }
    Manifest manifest = plan.offer().manifest();
    String what = ConsentText.wanted(manifest, plan.decisions());
    String choices = plan.isDelicate() ? "[y/N/list/select]" : "[Y/n/list/select]";
    String answer =
        person.ask(
            "Receive " + what + " into " + plan.target().toAbsolutePath() + "? " + choices + " ");
    switch (answer == null ? "n" : answer.toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> {
        return true;
      }
      case "l", "list" -> list(plan, person);
      case "s", "select" -> select(plan, person);
      case "" -> {
        if (!plan.isDelicate()) {
          return true;
        }
        throw refuse(plan.offer());
      }
      default -> throw refuse(plan.offer());
    }
    return false;
  }

  private void list(Plan plan, Asking person) throws TransportException, InterruptedException {
    EntryList list = new EntryList(plan.offer().manifest(), plan.wanted());
    int from = 0;
    String answer = "";
    while (answer != null && answer.isEmpty() && from < list.count()) {
      printer.lines(list.lines(from, EntryList.PAGE));
      from += EntryList.PAGE;
      int left = list.count() - from;
      answer =
          left > 0 ? person.ask("%,d more: Enter for the next, q to stop ".formatted(left)) : "";
    }
  }

  private void select(Plan plan, Asking person) throws TransportException, InterruptedException {
    list(plan, person);
    String answer = person.ask("Which ones? For example 1-3,7 !5 *.txt, or all: ");
    if (answer == null || answer.isEmpty()) {
      return;
    }
    try {
      plan.want(Picks.of(answer).apply(plan.offer().manifest(), plan.wanted()));
    } catch (TransportException e) {
      printer.failure(String.valueOf(e.getMessage()));
    }
  }

  private static TransportException refuse(IncomingTransfer offer) {
    offer.refuse(Problem.REFUSED, "the other side said no");
    return new TransportException(Problem.REFUSED, "Refused. Nothing was received.");
  }

  private static TransportException refuse(Plan plan, FileProblem obstacle) {
    Problem problem = obstacle.problem();
    boolean taken = problem == Problem.CONFLICT;
    plan.offer()
        .refuse(
            problem,
            taken ? "something of that name is already there" : "it cannot be stored there");
    return new TransportException(
        problem,
        "Nothing was received. Choose another place with --out"
            + (taken ? ", or what to do with --on-conflict." : "."));
  }
}
