package io.sluice.transport.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Has part files written out from time to time, beside the writing, and says so in the journal: a
 * later run then need not look at what is there. Safe for several threads.
 */
final class Checkpoints {
  /** What may be written before it is synced, in bytes: a later run looks at so much. */
  private static final long BYTES = 64L << 20;

  private final Resumption memory;
  private final Map<Integer, PartFile> parts;
  private final Set<Integer> dirty = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param parts by entry; those that are gone need no sync of this class any more
   */
  Checkpoints(Resumption memory, Map<Integer, PartFile> parts) {
    this.memory = memory;
    this.parts = parts;
  }

  /** Something is about to be said in the journal that was written. */
  void wrote(int entry, int length) {
    dirty.add(entry);
    if (bytes.addAndGet(length) >= BYTES && running.compareAndSet(false, true)) {
      bytes.set(0);
      DiskWaits.begin(
          () -> {
            try {
              run();
            } finally {
              running.set(false);
            }
          });
    }
  }

  /** Returns when all that the journal says now is on the disk, if it can be. */
  synchronized void run() {
    // The position first: who adds a record has named the file before.
    long position = memory.position();
    List<Integer> entries = List.copyOf(dirty);
    entries.forEach(dirty::remove);
    try {
      for (int entry : entries) {
        @Nullable PartFile part = parts.get(entry);
        if (part != null) {
          part.syncAside();
        }
      }
      memory.synced(position);
    } catch (IOException e) {
      // It stays in doubt, and is looked at.
      dirty.addAll(entries);
    }
  }
}
