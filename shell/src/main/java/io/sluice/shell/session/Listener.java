package io.sluice.shell.session;

import io.sluice.shell.view.PauseText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.Screen;
import io.sluice.shell.view.SilenceText;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.PeerText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the screen what a peer does, until it is gone. */
final class Listener {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Screen screen;
  private final Peer peer;
  private final Transfers transfers;

  Listener(Screen screen, Peer peer, Transfers transfers) {
    this.screen = screen;
    this.peer = peer;
    this.transfers = transfers;
  }

  /** Returns when the peer left or was lost, with a line that says so. */
  String listen() throws InterruptedException {
    String end = null;
    while (end == null) {
      PeerEvent event = peer.nextEvent(TICK);
      end = event == null ? null : tell(event);
    }
    return end;
  }

  private @Nullable String tell(PeerEvent event) {
    switch (event) {
      case PeerEvent.Offered(var transfer) -> transfers.offered(transfer);
      case PeerEvent.Accepted(var transfer) -> {
        if (!(transfer instanceof IncomingTransfer)) {
          screen.print("Accepted.");
        }
      }
      case PeerEvent.Paused(var transfer, String reason) ->
          screen.print(screen.style().bold(PauseText.paused(transfer, reason)));
      case PeerEvent.Resumed(var _) -> screen.print(PauseText.RESUMED);
      case PeerEvent.Finished(var transfer, var result) -> transfers.finished(transfer, result);
      case PeerEvent.Text(String text) -> {
        screen.print(screen.style().bold("The other side says:"));
        PeerText.lines(text).forEach(line -> screen.print("  " + line));
      }
      case PeerEvent.TextTaken() -> screen.print("Said.");
      case PeerEvent.PipeAsked() -> {
        peer.refusePipe("there is a prompt at this end");
        screen.print(
            "The other side wants a pipe, which takes sluice pipe on both sides: refused.");
      }
      case PeerEvent.WordsMatched() ->
          screen.print(
              "The other side has compared the words and found them the same. Type verify to"
                  + " compare them here.");
      case PeerEvent.Remembered(var device) ->
          screen.print(
              "From now on " + device.name() + " and this device find each other without a code.");
      case PeerEvent.NotRemembered(var reason) ->
          screen.print(screen.style().bad(Plain.of(String.valueOf(reason.getMessage()))));
      case PeerEvent.Silent() -> screen.print(screen.style().bold(SilenceText.SILENT));
      case PeerEvent.Heard() -> screen.print(SilenceText.HEARD);
      case PeerEvent.CodeTriedAgain() ->
          screen.print(
              screen.style().bad("Somebody else tried to use your code, and was refused."));
      case PeerEvent.Left() -> {
        return "The other side left.";
      }
      case PeerEvent.Lost(var reason) -> {
        return screen.style().bad(Plain.of(String.valueOf(reason.getMessage())));
      }
    }
    return null;
  }
}
