package io.sluice.transport.session;

/**
 * Where transfers have their disk work done: a task runs on a disk thread, and the step it returns
 * then runs on the loop's.
 */
final class Disk {
  private final DiskPool pool;
  private final Inbox inbox;

  Disk(DiskPool pool, Inbox inbox) {
    this.pool = pool;
    this.inbox = inbox;
  }

  /** What a task found out, for the loop's thread. */
  @FunctionalInterface
  interface Task {
    Runnable run();
  }

  /** Runs a task; those of the same entry run in order. */
  void execute(int entry, Task task) {
    pool.execute(
        entry,
        () -> {
          Runnable result = task.run();
          inbox.execute(_ -> result.run());
        });
  }

  /** Has the loop run a step, from any thread. */
  void onLoop(Runnable step) {
    inbox.execute(_ -> step.run());
  }
}
