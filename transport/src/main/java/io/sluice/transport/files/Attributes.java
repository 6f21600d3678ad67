package io.sluice.transport.files;

import io.sluice.transport.api.ManifestEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The mode and time that a received thing gets: no bit that {@link Modes#RECEIVABLE} lacks, and a
 * time as near as the file system can store.
 */
record Attributes(int mode, Instant modified) {
  static Attributes of(ManifestEntry entry) {
    return new Attributes(entry.mode() & Modes.RECEIVABLE, entry.modified());
  }

  /**
   * Sets both on a file or directory.
   *
   * @throws IOException if the mode cannot be set
   */
  void set(Path path) throws IOException {
    // The time first: the mode may take away the right to set it.
    setTime(path);
    PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix != null) {
      posix.setPermissions(Modes.permissions(mode));
    }
  }

  /** Sets the time, of a link itself too; a file is no worse for a time that cannot be set. */
  void setTime(Path path) {
    BasicFileAttributeView view =
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    // Java cannot set a fraction of a second before 1970, and sets 1970 then.
    Instant settable =
        modified.getEpochSecond() < 0 ? modified.truncatedTo(ChronoUnit.SECONDS) : modified;
    try {
      view.setTimes(FileTime.from(settable), null, null);
    } catch (IOException | IllegalArgumentException e) {
      // A year out of the file system's range, or links without times.
    }
  }
}
