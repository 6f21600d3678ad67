package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.Held;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the receiver tells the sender of what it holds: some entries at a time, as far ahead as the
 * sender may come, so that neither has to know all of it at once.
 */
final class Telling {
  private final long transfer;
  private final Ledger ledger;
  private final TaskQueue tasks;
  private final Deque<Message> control;
  private final Map<Integer, List<HeldRun>> held = new HashMap<>();
  private boolean begun;
  private boolean looking;
  private int through;
  private long files;

  Telling(long transfer, Ledger ledger, TaskQueue tasks, Deque<Message> control) {
    this.transfer = transfer;
    this.ledger = ledger;
    this.tasks = tasks;
    this.control = control;
  }

  void begin() {
    begun = true;
    proceed();
  }

  /** Looks at the next entries, if the sender may come to them soon. */
  void proceed() {
    int count = Math.min(Limits.LOOK_ENTRIES, ledger.manifest().count() - through);
    boolean near = files - ledger.settledFiles() < Limits.TOLD_FILES;
    if (begun && !looking && near && count > 0 && ledger.openFiles() > 0) {
      looking = true;
      tasks.add(new DiskTask.Look(through, count));
    }
  }

  /** This is what there is of the entries up to {@code end}. */
  void looked(int end, List<HeldFile> found) {
    looking = false;
    for (int entry = through; entry < end; entry++) {
      boolean wanted = !ledger.isSkipped(entry);
      files += wanted && ledger.fileSize(entry) >= 0 ? 1 : 0;
    }
    List<HeldFile> page = new ArrayList<>();
    int runs = 0;
    for (HeldFile file : found) {
      // It may have failed meanwhile.
      if (ledger.isSettled(file.entry()) || ledger.isSkipped(file.entry())) {
        continue;
      }
      if (runs + file.runs().size() > Held.MAX_RUNS) {
        control.add(new Held(transfer, page.getLast().entry() + 1, page));
        page.clear();
        runs = 0;
      }
      held.put(file.entry(), file.runs());
      page.add(file);
      runs += file.runs().size();
    }
    control.add(new Held(transfer, end, page));
    through = end;
    proceed();
  }

  /** What is held of a file, as the sender was told. */
  List<HeldRun> runs(int entry) {
    return held.getOrDefault(entry, List.of());
  }

  void settled(int entry) {
    held.remove(entry);
    proceed();
  }
}
