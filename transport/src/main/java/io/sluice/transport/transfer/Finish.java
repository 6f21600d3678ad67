package io.sluice.transport.transfer;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The last steps at the receiver: links when all files are settled, so that no file can be written
 * through one; then directories, whose time would change with each name made in them, and whose
 * names must be on disk before the sender is told.
 */
final class Finish {
  private final Queue<Integer> links = new ArrayDeque<>();
  private final int firstDirectory;
  private boolean directoriesLeft = true;

  Finish(Ledger ledger) {
    Manifest manifest = ledger.manifest();
    int directory = -1;
    for (int entry = manifest.count() - 1; entry >= 0; entry--) {
      if (ledger.isSkipped(entry)) {
        continue;
      }
      switch (manifest.entry(entry)) {
        case ManifestEntry.Symlink _ -> links.add(entry);
        case ManifestEntry.Directory _ -> directory = entry;
        case ManifestEntry.File _ -> {}
      }
    }
    firstDirectory = directory;
  }

  /** The next step; null if there is none, or none while others are still running. */
  @Nullable DiskTask next(boolean othersRunning) {
    Integer link = links.poll();
    if (link != null) {
      return new DiskTask.Link(link);
    }
    if (!directoriesLeft || othersRunning) {
      return null;
    }
    directoriesLeft = false;
    return new DiskTask.FinishDirectories();
  }

  /** The entry that stands for all directories if these could not be finished, or -1. */
  int firstDirectory() {
    return firstDirectory;
  }
}
