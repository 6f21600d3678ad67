package io.sluice.transport.transfer.message;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a manifest into pages of at most 60 KiB, one at a time. */
public final class ManifestPager {
  /** What a page holds beside its entries. */
  private static final int PAGE_OVERHEAD = 32;

  private final long transfer;
  private final Manifest manifest;
  private int next;
  private boolean finished;

  public ManifestPager(long transfer, Manifest manifest) {
    this.transfer = transfer;
    this.manifest = manifest;
  }

  /** Whether the last page has been taken. */
  public boolean isFinished() {
    return finished;
  }

  /** The next page, or null after the last. A manifest without entries has one page. */
  public @Nullable ManifestPage next() {
    if (finished) {
      return null;
    }
    List<ManifestEntry> entries = new ArrayList<>();
    int size = PAGE_OVERHEAD;
    EntryPath before = null;
    while (next < manifest.count()) {
      ManifestEntry entry = manifest.entry(next);
      size += Entry.room(entry, before);
      // An entry alone is at most 29 KiB: 64 components and a target.
      if (size > ManifestPage.MAX_BYTES) {
        break;
      }
      entries.add(entry);
      before = entry.path();
      next++;
    }
    finished = next == manifest.count();
    return new ManifestPage(transfer, entries, finished);
  }
}
