package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.SavedTransfers;
import io.sluice.transport.files.journal.JournalFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of transfers, for those who only look after it. */
final class Saved {
  private Saved() {}

  static List<SavedTransfer> list(@Nullable Path home) throws TransportException {
    JournalFolder journals = Journals.at(home);
    try {
      return journals == null ? List.of() : new SavedTransfers(journals).list();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static void discard(@Nullable Path home, String id) throws TransportException {
    JournalFolder journals = Journals.at(home);
    try {
      if (journals == null || !new SavedTransfers(journals).discard(id)) {
        throw new TransportException(
            Problem.OTHER, "There is no interrupted transfer of this id, or it is running.");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static TransportException unreadable(IOException cause) {
    return new TransportException(
        Problem.LOCAL_FILE, "What is kept of interrupted transfers cannot be used.", cause);
  }
}
