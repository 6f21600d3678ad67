package io.sluice.transport.files;

import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import java.io.IOException;
import java.time.Instant;

/**
 * The mode and time that a received thing gets: no bit that {@link Modes#RECEIVABLE} lacks, and a
 * time as near as the file system can store.
 */
record Attributes(int mode, Instant modified) {
  private interface Time {
    void set() throws IOException;
  }

  static Attributes of(ManifestEntry entry) {
    return new Attributes(entry.mode() & Modes.RECEIVABLE, entry.modified());
  }

  /**
   * Sets both.
   *
   * @throws IOException if the mode cannot be set
   */
  void set(FileHandle file) throws IOException {
    // The time first: the mode may take away the right to set it.
    ifPossible(() -> file.setModified(modified));
    file.setMode(mode);
  }

  /** As for a file. */
  void set(DirectoryHandle directory) throws IOException {
    ifPossible(() -> directory.setModified(modified));
    directory.setMode(mode);
  }

  /** Sets the time of a link itself. */
  void setOfLink(DirectoryHandle directory, String name) {
    ifPossible(() -> directory.setModified(name, modified));
  }

  /** A file is no worse for a time that cannot be set. */
  private static void ifPossible(Time time) {
    try {
      time.set();
    } catch (IOException e) {
      // A year out of the file system's range, or links without times.
    }
  }
}
