package io.sluice.shell.session;

import io.sluice.shell.view.Plain;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import java.time.Duration;

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

  /** Returns when the peer left or was lost. */
  void listen() throws InterruptedException {
    boolean here = true;
    while (here) {
      PeerEvent event = peer.nextEvent(TICK);
      here = event == null || tell(event);
    }
  }

  private boolean tell(PeerEvent event) {
    switch (event) {
      case PeerEvent.Offered(var transfer) -> transfers.offered(transfer);
      case PeerEvent.Accepted(var transfer) -> {
        if (!(transfer instanceof io.sluice.transport.api.IncomingTransfer)) {
          screen.print("Accepted.");
        }
      }
      case PeerEvent.Finished(var transfer, var result) -> transfers.finished(transfer, result);
      case PeerEvent.CodeTriedAgain() ->
          screen.print(
              screen.style().bad("Somebody else tried to use your code, and was refused."));
      case PeerEvent.Left() -> {
        screen.print("The other side left.");
        return false;
      }
      case PeerEvent.Lost(var reason) -> {
        screen.print(screen.style().bad(Plain.of(String.valueOf(reason.getMessage()))));
        return false;
      }
    }
    return true;
  }
}
