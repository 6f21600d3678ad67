package io.sluice.transport.session;

import io.sluice.transport.files.journal.JournalFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this machine keeps what outlives a transfer. */
final class Journals {
  private static final String FOLDER = "transfers";

  private Journals() {}

  /**
   * The journals below what this device keeps.
   *
   * @return null if it keeps nothing
   */
  static @Nullable JournalFolder at(@Nullable Path home) {
    return home == null ? null : new JournalFolder(home.resolve(FOLDER));
  }
}
