package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import io.sluice.transport.files.journal.JournalRecord;
import io.sluice.transport.files.journal.KeptFile;
import io.sluice.transport.files.journal.KeptTransfer;
import io.sluice.transport.files.journal.TooManyFilesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what an earlier run of the same transfer left at a target, or begins to keep it. */
public final class ResumptionSearch {
  private final JournalFolder folder;
  private final Manifest manifest;
  private final String identity;

  /**
   * @param identity of the offer, or empty
   */
  public ResumptionSearch(JournalFolder folder, Manifest manifest, String identity) {
    this.folder = folder;
    this.manifest = manifest;
    this.identity = identity;
  }

  /**
   * Looks for an earlier run: of the same offer, else of one that has a file in common. It is
   * locked until it is closed. What is no journal is set aside.
   *
   * @return null if there is none, or it is in use
   */
  public @Nullable Resumption find(Path target) {
    try {
      for (Layout layout : layouts(target)) {
        Resumption found = find(layout);
        if (found != null) {
          return found;
        }
      }
    } catch (IOException e) {
      // As if there were none: the target itself says what is wrong with it.
    }
    return null;
  }

  /**
   * Begins to keep a transfer.
   *
   * @param peer who sends, for the user to know it again
   * @return null if there is nowhere to keep it
   */
  public @Nullable Resumption begin(Path target, String peer) {
    try {
      Layout layout = Layout.of(target, manifest);
      var about =
          new JournalRecord.About(
              identity,
              new TargetText(layout.base(), layout.rename(), peer).write(),
              manifest.files(),
              manifest.bytes());
      return new Resumption(folder, folder.create(Side.RECEIVE, about), layout);
    } catch (IOException e) {
      return null;
    }
  }

  /** As {@code cp} would, and as it would have before a first run made the folder. */
  private List<Layout> layouts(Path target) throws IOException {
    List<Layout> layouts = new ArrayList<>();
    Path name = target.getFileName();
    Path parent = target.toAbsolutePath().getParent();
    if (name != null && parent != null && Files.isDirectory(target)) {
      layouts.add(new Layout(parent.toRealPath(), name.toString(), Map.of()));
    }
    layouts.add(Layout.of(target, manifest));
    return layouts;
  }

  private @Nullable Resumption find(Layout layout) throws IOException {
    String same = null;
    String second = null;
    for (String id : folder.ids(Side.RECEIVE)) {
      try {
        JournalRecord.About about = folder.about(id, Side.RECEIVE);
        if (about == null || !TargetText.isAbout(about.about(), layout)) {
          continue;
        }
        if (!identity.isEmpty() && about.identity().equals(identity)) {
          same = id;
          break;
        }
        second = second == null && hasCommonFile(id) ? id : second;
      } catch (IOException e) {
        folder.setAside(id, Side.RECEIVE);
      }
    }
    // Not before what was looked at is closed: with it goes the lock.
    String best = same != null ? same : second;
    return best == null ? null : open(best, layout);
  }

  private boolean hasCommonFile(String id) throws IOException {
    try (KeptTransfer kept = folder.look(id, Side.RECEIVE)) {
      return kept != null && hasCommonFile(kept);
    } catch (TooManyFilesException e) {
      return false;
    }
  }

  private boolean hasCommonFile(KeptTransfer kept) throws IOException {
    for (ManifestEntry entry : manifest) {
      if (entry instanceof ManifestEntry.File file) {
        KeptFile known = kept.find(file.path().toString(), file.size(), file.modified());
        if (known != null) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable Resumption open(String id, Layout layout) throws IOException {
    try {
      KeptTransfer kept = folder.open(id, Side.RECEIVE);
      return kept == null ? null : new Resumption(folder, kept, layout);
    } catch (TooManyFilesException e) {
      return null;
    } catch (IOException e) {
      // Its first record was good, and the rest is not.
      folder.setAside(id, Side.RECEIVE);
      return null;
    }
  }
}
