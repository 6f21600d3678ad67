package io.sluice.transport.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Work on small files, each whole with one task, that a disk thread takes many at a time: what it
 * takes to hand over a task, and to come back with its result, is more than it takes to read or
 * write a small file. For the loop's thread.
 */
final class SmallTasks {
  /**
   * Files of up to this many bytes are small: a few of the blocks that larger ones are cut into.
   */
  static final int SMALL = 32 * 1024;

  /** Tasks that are handed over together: a quarter of what may run, so that all threads work. */
  private static final int MOST = 16;

  private final Disk disk;
  private final List<Disk.Task> gathered = new ArrayList<>();
  private int entry;

  SmallTasks(Disk disk) {
    this.disk = disk;
  }

  /** Adds a task, which runs after the next {@link #flush} at the latest. */
  void add(int entry, Disk.Task task) {
    if (gathered.isEmpty()) {
      this.entry = entry;
    }
    gathered.add(task);
    if (gathered.size() == MOST) {
      flush();
    }
  }

  /** Hands over what was gathered. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    List<Disk.Task> all = List.copyOf(gathered);
    gathered.clear();
    disk.execute(
        entry,
        () -> {
          List<Runnable> results = all.stream().map(Disk.Task::run).toList();
          return () -> results.forEach(Runnable::run);
        });
  }
}
