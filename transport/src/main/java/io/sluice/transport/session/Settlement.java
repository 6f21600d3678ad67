package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.transfer.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every transfer tells the outside: its progress, that it was accepted, and its result. The
 * result comes last, when the files are closed and nothing half-written is left.
 */
final class Settlement {
  private final Transfer transfer;
  private final Status status;
  private final EventQueue events;
  private boolean running;
  private long runningSince;
  private boolean closing;
  private boolean closed;

  Settlement(Transfer transfer, Status status, EventQueue events) {
    this.transfer = transfer;
    this.status = status;
    this.events = events;
  }

  /** Publishes the progress; whether the transfer has just come to run. */
  boolean progress(Progress progress, long now) {
    status.progress(progress);
    if (running || progress.phase() != Progress.Phase.RUNNING) {
      return false;
    }
    running = true;
    runningSince = now;
    return true;
  }

  /** Whether to close the files now; true once, when nothing more will be done with them. */
  boolean beginsToClose(@Nullable Outcome outcome, boolean idle) {
    boolean begins = outcome != null && idle && !closing;
    closing |= begins;
    return begins;
  }

  void closed() {
    closed = true;
  }

  /**
   * Tells the result if the files are closed and the peer has been told; whether it is told.
   *
   * @param over whether the core has nothing left to say
   */
  boolean conclude(@Nullable Outcome outcome, boolean over, long now) {
    if (outcome == null || !over || !closed) {
      return false;
    }
    Duration elapsed = running ? Duration.ofNanos(now - runningSince) : Duration.ZERO;
    var result = outcome.toResult(elapsed);
    if (status.end(result)) {
      events.add(new PeerEvent.Finished(transfer, result));
    }
    return true;
  }
}
