package io.sluice.shell.session;

import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.ProgressLine;
import io.sluice.shell.view.RateMeter;
import io.sluice.shell.view.ResultText;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The transfers with one peer: offers that wait for a decision, and what runs. */
final class Transfers {
  /** More offers than this at a time are not a person's doing. */
  private static final int MOST_OFFERS = 16;

  private record Running(Side side, Transfer transfer, RateMeter rate) {
    String line(int width) {
      Progress progress = transfer.progress();
      String verb = side == Side.SENDER ? "Sending   " : "Receiving ";
      if (progress.phase() == Progress.Phase.OFFERED) {
        return verb + "waits for the other side";
      }
      double speed = rate.update(System.nanoTime(), progress.bytes());
      return verb + ProgressLine.render(progress, speed, width - verb.length());
    }
  }

  private final Screen screen;
  private final List<Choice> offers = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();

  Transfers(Screen screen) {
    this.screen = screen;
  }

  void offered(IncomingTransfer transfer) {
    synchronized (this) {
      if (offers.size() < MOST_OFFERS) {
        offers.add(new Choice(transfer));
      } else {
        transfer.refuse(Problem.REFUSED, "too many offers wait for an answer");
        return;
      }
    }
    Manifest manifest = transfer.manifest();
    Prospect here = transfer.prospect(Path.of(""));
    screen.print("The other side offers " + OfferText.summary(manifest, here.freeSpace()) + ":");
    OfferText.entries(manifest).forEach(line -> screen.print("  " + line));
    OfferText.warnings(manifest)
        .forEach(line -> screen.print(screen.style().bad("Look twice: " + line)));
    ConsentText.prospect(manifest, here).forEach(line -> screen.print(screen.style().bold(line)));
    screen.print("Type accept, accept DIR, choose, list, select, or refuse.");
  }

  synchronized Choice oldestOffer() throws TransportException {
    if (offers.isEmpty()) {
      throw new TransportException(Problem.OTHER, "Nothing is offered.");
    }
    return offers.getFirst();
  }

  synchronized void decided(Choice offer) {
    offers.remove(offer);
  }

  synchronized void begin(Side side, Transfer transfer) {
    running.add(new Running(side, transfer, new RateMeter()));
  }

  void finished(Transfer transfer, TransferResult result) {
    Side side = transfer instanceof IncomingTransfer ? Side.RECEIVER : Side.SENDER;
    synchronized (this) {
      running.removeIf(run -> run.transfer.equals(transfer));
      offers.removeIf(offer -> offer.offer().equals(transfer));
    }
    List<String> lines = ResultText.lines(side, transfer.manifest(), result);
    String first = lines.getFirst();
    screen.print(result.isComplete() ? screen.style().good(first) : screen.style().bad(first));
    screen.print(lines.subList(1, lines.size()));
    if (transfer instanceof IncomingTransfer incoming) {
      ConsentText.kept(incoming).forEach(screen::print);
    }
  }

  synchronized boolean anyRunning() {
    return !running.isEmpty();
  }

  synchronized List<String> progress(int width) {
    return running.stream().map(run -> run.line(width)).toList();
  }

  synchronized List<String> status(String peer) {
    List<String> lines = new ArrayList<>();
    lines.add("Connected to " + peer + ".");
    offers.forEach(choice -> lines.add("Offered: " + choice.summary()));
    lines.addAll(progress(80));
    return lines;
  }
}
