package io.sluice.transport.files;

import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** The directories of a manifest, as they become directories of a disk. */
final class DirectoryEntries {
  private final Manifest manifest;
  private final EntrySet skipped;

  /**
   * @param skipped entries that are not received
   */
  DirectoryEntries(Manifest manifest, EntrySet skipped) {
    this.manifest = manifest;
    this.skipped = skipped;
  }

  /**
   * Makes those that are still missing.
   *
   * @return why the first could not be made, after all were tried; null if none failed
   * @throws DiskFullException if there is no room for one: those behind it were not tried
   */
  @Nullable FileException make(Directories directories) throws DiskFullException {
    FileException first = null;
    for (int i = skipped.nextOther(0); i < manifest.count(); i = skipped.nextOther(i + 1)) {
      try {
        if (manifest.entry(i) instanceof ManifestEntry.Directory entry) {
          directories.make(entry.path());
        }
      } catch (DiskFullException e) {
        throw e;
      } catch (FileException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }

  /**
   * Sets modes and times of those that were made here; what is in one is listed after it.
   *
   * @return why the first could not be set, after all were tried; null if none failed
   */
  @Nullable FileException setAttributes(Directories directories) {
    FileException first = null;
    for (int i = manifest.count() - 1; i >= 0; i--) {
      ManifestEntry entry = manifest.entry(i);
      try {
        if (entry instanceof ManifestEntry.Directory) {
          directories.ifMade(entry.path(), Attributes.of(entry)::set);
        }
      } catch (FileException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }
}
