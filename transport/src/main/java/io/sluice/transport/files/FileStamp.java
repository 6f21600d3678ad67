package io.sluice.transport.files;

import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.FileStat;
import java.time.Instant;
import java.util.Objects;

/**
 * What tells whether a file is still the one that was seen before.
 *
 * @param key stands for device and inode; 0 where the file system has none
 */
record FileStamp(FileStat.Kind kind, long size, Instant modified, int key) {
  static FileStamp of(FileStat stat) {
    return new FileStamp(stat.kind(), stat.size(), stat.modified(), Objects.hashCode(stat.key()));
  }

  /** The stamp of a file as it was listed. */
  static FileStamp of(ManifestEntry.File listed, int key) {
    return new FileStamp(FileStat.Kind.FILE, listed.size(), listed.modified(), key);
  }

  /**
   * @throws SourceChangedException if what is there now is not what was seen
   */
  void check(FileStat now) throws SourceChangedException {
    if (!of(now).equals(this)) {
      throw new SourceChangedException(
          now.kind() != kind || now.size() == size
              ? "it was changed while it was being sent"
              : now.size() < size
                  ? "it became shorter while it was being sent"
                  : "it became longer while it was being sent");
    }
  }
}
