package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;

/** How to go on with a transfer that was not brought to its end. */
final class Later {
  private Later() {}

  static void tell(Transfer transfer, TransferResult result, Printer printer) {
    String id = transfer.savedAs();
    if (!result.isComplete() && !id.isEmpty()) {
      printer.note("What has gone through is kept." + how(id));
    }
  }

  /** A sentence; empty for a transfer that is not kept. */
  static String how(String id) {
    return id.isEmpty() ? "" : " To go on with it, run: sluice transfers resume " + id;
  }
}
