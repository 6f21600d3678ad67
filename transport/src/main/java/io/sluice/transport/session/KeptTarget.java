package io.sluice.transport.session;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.files.Resumption;
import io.sluice.transport.files.ResumptionSearch;
import io.sluice.transport.files.journal.JournalFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs left of an offer, at the target that the user has in mind. Safe for use by any
 * thread: the user's asks, the loop's takes.
 */
final class KeptTarget implements AutoCloseable {
  private final @Nullable JournalFolder folder;
  private @Nullable Path target;
  private @Nullable Resumption found;
  private boolean closed;

  /**
   * @param folder of the journals; null if none are kept
   */
  KeptTarget(@Nullable JournalFolder folder) {
    this.folder = folder;
  }

  /** What was left at a target, held until another is asked for; null if nothing was. */
  synchronized @Nullable Resumption at(Path where, Manifest manifest, String identity) {
    if (folder != null && !closed && !where.equals(target)) {
      release();
      target = where;
      found = new ResumptionSearch(folder, manifest, identity).find(where);
    }
    return found;
  }

  /** The same to go on from, or else to begin with; the caller closes it. */
  synchronized @Nullable Resumption take(
      Path where, Manifest manifest, String identity, String peer) {
    Resumption left = at(where, manifest, identity);
    if (left == null && folder != null && !closed) {
      left = new ResumptionSearch(folder, manifest, identity).begin(where, peer);
    }
    found = null;
    closed = true;
    return left;
  }

  @Override
  public synchronized void close() {
    closed = true;
    release();
  }

  private void release() {
    if (found != null) {
      found.close();
    }
    found = null;
  }
}
