package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Small files that are read one after the other: one walk leads to all that follow each other in
 * one folder. Not for files that are read in pieces, which have to be known for the same again.
 */
final class WholeReads implements Closeable {
  private final SharedFiles files;
  private @Nullable DirectoryHandle directory;
  private @Nullable EntryPath last;

  WholeReads(SharedFiles files) {
    this.files = files;
  }

  /**
   * Reads a file.
   *
   * @param into is filled; as long as the file is by the manifest
   */
  void read(int entry, ManifestEntry.File listed, ByteBuffer into) throws FileException {
    SharedFiles.Place place = files.place(entry, listed);
    try {
      if (last == null || !last.isBeside(listed.path())) {
        close();
        directory = SourceFile.descend(place.root(), place.names());
        last = listed.path();
      }
      DirectoryHandle holder = directory == null ? place.root() : directory;
      SourceFile.readOnce(holder, place.names().getLast(), place.stamp(), into);
    } catch (IOException e) {
      throw SourceFile.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      // Nothing was written: there is nothing to lose.
    }
    directory = null;
    last = null;
  }
}
