package io.sluice.transport.files;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Bounds how many files are open: the least recently used is closed, to be opened again when it is
 * needed. A peer that begins every file and ends none must not exhaust the process.
 */
final class OpenFiles {
  static final int LIMIT = 64;

  /** A file that can be closed and opened again without loss. */
  interface Reopenable {
    /** Closes it for now, once nobody works on it. */
    void release();
  }

  private final LinkedHashSet<Reopenable> byUse = new LinkedHashSet<>();

  /**
   * Notes that a file is open and was just used. Call it without holding the file's lock: it waits
   * for another file.
   */
  void used(Reopenable file) {
    Reopenable eldest = null;
    synchronized (this) {
      byUse.addLast(file);
      if (byUse.size() > LIMIT) {
        eldest = byUse.removeFirst();
      }
    }
    if (eldest != null) {
      eldest.release();
    }
  }

  /** Leaves a file to its user, who closes it soon. */
  synchronized void withdraw(Reopenable file) {
    byUse.remove(file);
  }

  /** Closes all of them; call it when nobody uses them any more. */
  void forgetAll() {
    List<Reopenable> all;
    synchronized (this) {
      all = List.copyOf(byUse);
      byUse.clear();
    }
    all.forEach(Reopenable::release);
  }

  /** Closes a file. */
  void forget(Reopenable file) {
    synchronized (this) {
      byUse.remove(file);
    }
    file.release();
  }
}
