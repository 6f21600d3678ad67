package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.files.DiskFullException;
import io.sluice.transport.files.FileException;
import io.sluice.transport.files.Sink;
import io.sluice.transport.transfer.DiskTask;
import io.sluice.transport.transfer.Receiver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Files that are complete and wait to be put in place. While one group waits for the disk the next
 * gathers, so that ten thousand small files cost few waits, and one file alone waits for nobody.
 * For the loop's thread.
 */
final class Publications {
  /** Files of one group, and so files that it has open. */
  private static final int LARGEST_GROUP = 256;

  /** Groups at the same time: while one waits, another is begun. */
  private static final int GROUPS = 2;

  private final Receiver receiver;
  private final Disk disk;
  private final Deque<DiskTask.Publish> waiting = new ArrayDeque<>();
  private int running;

  Publications(Receiver receiver, Disk disk) {
    this.receiver = receiver;
    this.disk = disk;
  }

  void add(DiskTask.Publish task) {
    waiting.add(task);
  }

  /** Begins the next group, unless enough are under way. */
  void start(Sink target) {
    if (receiver.outcome() != null) {
      // Nobody waits for these any more: they stay part files, which go when the target is closed.
      waiting.forEach(task -> receiver.taskFailed(task, Problem.INTERRUPTED, "it is over"));
      waiting.clear();
    }
    while (running < GROUPS && !waiting.isEmpty()) {
      List<DiskTask.Publish> group = new ArrayList<>();
      while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) {
        group.add(waiting.remove());
      }
      running++;
      disk.execute(group.getFirst().entry(), () -> publish(group, target));
    }
  }

  /** On a disk thread. */
  private Runnable publish(List<DiskTask.Publish> group, Sink target) {
    List<Integer> entries = group.stream().map(DiskTask.Publish::entry).toList();
    Map<Integer, FileException> failures = target.publish(entries);
    return () -> {
      running--;
      group.forEach(task -> tell(task, failures));
    };
  }

  private void tell(DiskTask.Publish task, Map<Integer, FileException> failures) {
    FileException failure = failures.get(task.entry());
    switch (failure) {
      case null -> receiver.taskDone(task);
      case DiskFullException full -> receiver.taskWaits(task, full.reason());
      default -> receiver.taskFailed(task, failure.problem(), failure.reason());
    }
  }
}
