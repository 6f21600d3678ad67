package io.sluice.transport.transfer;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The last steps at the receiver: links when all files are settled, so that no file can be written
 * through one; then directories, whose time would change with each name made in them, and whose
 * names must be on disk before the sender is told.
 */
final class Finish {
  private final Ledger ledger;
  private final Manifest manifest;
  private int linksLeft;
  private int next;
  private boolean directoriesLeft = true;

  Finish(Ledger ledger) {
    this.ledger = ledger;
    this.manifest = ledger.manifest();
    this.linksLeft = manifest.symlinks();
  }

  /** The next step; null if there is none, or none while others are still running. */
  @Nullable DiskTask next(boolean othersRunning) {
    int link = nextLink();
    if (link >= 0) {
      return new DiskTask.Link(link);
    }
    if (!directoriesLeft || othersRunning) {
      return null;
    }
    directoriesLeft = false;
    return new DiskTask.FinishDirectories();
  }

  private int nextLink() {
    while (linksLeft > 0) {
      int entry = next++;
      if (manifest.entry(entry) instanceof ManifestEntry.Symlink) {
        linksLeft--;
        if (!ledger.isSkipped(entry)) {
          return entry;
        }
      }
    }
    return -1;
  }

  /** The entry that stands for all directories if these could not be finished, or -1. */
  int firstDirectory() {
    return IntStream.range(0, manifest.count())
        .filter(entry -> !ledger.isSkipped(entry))
        .filter(entry -> manifest.entry(entry) instanceof ManifestEntry.Directory)
        .findFirst()
        .orElse(-1);
  }
}
