package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Selection;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import io.sluice.transport.files.journal.JournalRecord;
import io.sluice.transport.files.journal.KeptTransfer;
import io.sluice.transport.files.journal.TooManyFilesException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transfers that were not brought to their end, as their journals tell of them. */
public final class SavedTransfers {
  private final JournalFolder folder;

  public SavedTransfers(JournalFolder folder) {
    this.folder = folder;
  }

  /** All of them, the sent ones first; what is no journal is left out. */
  public List<SavedTransfer> list() throws IOException {
    List<SavedTransfer> all = new ArrayList<>();
    for (Side side : Side.values()) {
      for (String id : folder.ids(side)) {
        SavedTransfer saved = saved(id, side);
        if (saved != null) {
          all.add(saved);
        }
      }
    }
    return all;
  }

  private @Nullable SavedTransfer saved(String id, Side side) {
    try {
      JournalRecord.About about = folder.about(id, side);
      return about == null ? null : saved(id, side, about, bytes(id, side));
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private long bytes(String id, Side side) throws IOException {
    try (KeptTransfer kept = folder.look(id, side)) {
      return kept == null ? 0 : kept.bytes();
    } catch (TooManyFilesException e) {
      return 0;
    }
  }

  private SavedTransfer saved(String id, Side side, JournalRecord.About about, long bytes)
      throws IOException {
    Instant modified = folder.modified(id, side);
    if (side == Side.SEND) {
      Selection selection = SelectionText.parse(about.about());
      return new SavedTransfer.Sent(id, selection, about.files(), bytes, about.bytes(), modified);
    }
    TargetText target = TargetText.parse(about.about());
    return new SavedTransfer.Received(
        id, target.target(), target.peer(), about.files(), bytes, about.bytes(), modified);
  }

  /**
   * Forgets a transfer, and removes the part files that it left; what is in place stays.
   *
   * @return false if there is none of this id, or it is running
   */
  public boolean discard(String id) throws IOException {
    for (Side side : Side.values()) {
      if (folder.ids(side).contains(id)) {
        try (KeptTransfer kept = folder.open(id, side)) {
          if (kept == null) {
            return false;
          }
          if (side == Side.RECEIVE) {
            removeParts(kept);
          }
          folder.remove(id, side);
        } catch (TooManyFilesException e) {
          // Its part files stay; their names say what they are.
          folder.remove(id, side);
        }
        return true;
      }
    }
    return false;
  }

  private static void removeParts(KeptTransfer kept) throws IOException {
    TargetText target = TargetText.parse(kept.about().about());
    try (Directories directories =
        new Directories(
            new Layout(target.base(), target.rename(), Map.of()), DirectoryHandle::open)) {
      kept.visit(file -> removePart(file.begun(), directories));
    } catch (FileException e) {
      // The folder is gone, and all that was in it.
    }
  }

  /** Only what this transfer made: by its name, and by what the file system knows it by. */
  private static void removePart(JournalRecord.Begun begun, Directories directories) {
    try {
      directories.existing(
          EntryPath.of(begun.path().split("/")),
          directory -> {
            FileStat there = directory.stat(begun.place());
            if (there.kind() == FileStat.Kind.FILE && PartFile.key(there).equals(begun.key())) {
              directory.removeFile(begun.place());
            }
          });
    } catch (FileException | IllegalArgumentException e) {
      // It is in place, or was removed.
    }
  }
}
