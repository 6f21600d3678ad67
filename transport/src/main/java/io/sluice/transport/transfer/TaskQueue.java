package io.sluice.transport.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Disk tasks waiting and running, within {@link Limits}. */
final class TaskQueue {
  private final Deque<DiskTask> waiting = new ArrayDeque<>();
  private int waitingBlocks;
  private boolean full;
  private boolean trying;
  private @Nullable DiskTask attempt;
  private int running;
  private int publishing;

  void add(DiskTask task) {
    if (isContent(task) && ++waitingBlocks > Limits.WAITING_BLOCKS) {
      throw new IllegalStateException("messages were passed on although there is no room");
    }
    waiting.add(task);
  }

  /** The next task, now running; or null if there is none or enough are running. */
  @Nullable DiskTask poll() {
    DiskTask task = mayStart(waiting.peek()) ? waiting.poll() : null;
    if (task != null) {
      attempt = full ? task : null;
      trying = false;
      running++;
      publishing += task instanceof DiskTask.Publish ? 1 : 0;
    }
    if (task != null && isContent(task)) {
      waitingBlocks--;
    }
    return task;
  }

  /** A running task ended. */
  void ended(DiskTask task) {
    if (running == 0) {
      throw new IllegalStateException("no task is running");
    }
    running--;
    publishing -= task instanceof DiskTask.Publish ? 1 : 0;
  }

  private static boolean isContent(DiskTask task) {
    return task instanceof DiskTask.Store || task instanceof DiskTask.Place;
  }

  /** A task found no room: what is left of it waits, and all others with it. */
  void putBack(DiskTask left) {
    waiting.addFirst(left);
    waitingBlocks += isContent(left) ? 1 : 0;
    full = true;
  }

  /** Lets one task see whether there is room now. */
  void tryAgain() {
    trying = full;
  }

  /** A task did not fail for want of room; whether that ends the waiting of all. */
  boolean foundRoom(DiskTask task) {
    boolean ends = full && task.equals(attempt);
    full &= !ends;
    return ends;
  }

  boolean isFull() {
    return full;
  }

  void dropWaiting() {
    full = false;
    waiting.clear();
    waitingBlocks = 0;
  }

  int running() {
    return running;
  }

  /** Those that are published wait for the disk together, and hold no data: many may wait. */
  private boolean mayStart(@Nullable DiskTask next) {
    if (full && (!trying || running > 0)) {
      return false;
    }
    return next instanceof DiskTask.Publish
        ? publishing < Limits.PUBLISHING_FILES
        : running - publishing < Limits.RUNNING_TASKS;
  }

  boolean hasRoom() {
    return full
        ? waitingBlocks < Limits.BLOCKS_ON_A_FULL_DISK
        : waiting.size() < Limits.WAITING_TASKS;
  }

  boolean isIdle() {
    return running == 0 && waiting.isEmpty();
  }
}
