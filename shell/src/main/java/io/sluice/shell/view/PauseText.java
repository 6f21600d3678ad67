package io.sluice.shell.view;

import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Transfer;

/** That a transfer waits for room, and that it does no longer. */
public final class PauseText {
  public static final String RESUMED = "There is room again: it goes on.";

  private PauseText() {}

  /**
   * A sentence that says what to do.
   *
   * @param reason why, as a phrase
   */
  public static String paused(Transfer transfer, String reason) {
    String why = Plain.of(reason);
    return transfer instanceof IncomingTransfer
        ? "Paused: " + why + ". Make room there, and it goes on by itself."
        : "Paused by the other side: " + why + ". It goes on when there is room.";
  }
}
