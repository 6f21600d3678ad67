package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the sender has to find out about leaves that the receiver says it holds: which runs to look
 * up here, and which hashes to ask for; a few of either at a time.
 */
final class HeldChecks {
  private final long transfer;
  private final Deque<Message> control;
  private final Deque<OutgoingFile> unchecked = new ArrayDeque<>();
  private final Map<RecallTask, HeldRun> running = new HashMap<>();
  private final LinkedHashSet<OutgoingFile> comparing = new LinkedHashSet<>();
  private int asked;

  HeldChecks(long transfer, Deque<Message> control) {
    this.transfer = transfer;
    this.control = control;
  }

  int running() {
    return running.size();
  }

  /** A file is begun, of which something may be held. */
  void begin(OutgoingFile file) {
    unchecked.add(file);
  }

  @Nullable RecallTask pollRecall() {
    while (running.size() < Limits.RECALLS && !unchecked.isEmpty()) {
      OutgoingFile file = unchecked.getFirst();
      HeldRun run = file.nextCheck();
      if (run != null) {
        RecallTask task = new RecallTask(file.entry(), run.first(), run.count());
        running.put(task, run);
        return task;
      }
      unchecked.removeFirst();
    }
    return null;
  }

  /** A recall has ended: which run it was for. */
  HeldRun ended(RecallTask task) {
    return Objects.requireNonNull(running.remove(task), "no such recall is running");
  }

  /** A file may have questions to ask. */
  void compare(OutgoingFile file) {
    comparing.add(file);
    ask();
  }

  /** A question was answered. */
  void answered() throws ViolationException {
    if (--asked < 0) {
      throw new ViolationException("hashes that were not asked for");
    }
    ask();
  }

  private void ask() {
    while (asked < Limits.ASKED_PAGES && !comparing.isEmpty()) {
      OutgoingFile file = comparing.getFirst();
      AskBasis ask = file.nextAsk(transfer);
      if (ask == null) {
        // It comes back when it has used up a page.
        comparing.remove(file);
      } else {
        asked++;
        control.add(ask);
      }
    }
  }

  void stop() {
    unchecked.clear();
    comparing.clear();
  }
}
