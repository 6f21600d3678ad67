package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Selection;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import io.sluice.transport.files.journal.JournalRecord;
import io.sluice.transport.files.journal.KeptFile;
import io.sluice.transport.files.journal.KeptTransfer;
import io.sluice.transport.files.journal.TooManyFilesException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a selection hash to, as far as they were read: to know in a later run, without
 * reading them, what the receiver has. Safe for several threads, one for each entry.
 */
public final class SourceMemory implements AutoCloseable {
  private static final int IDENTITY_BYTES = 16;

  private final JournalFolder folder;
  private final KeptTransfer kept;
  private final Source source;
  private final EntryNumbers numbers = new EntryNumbers();

  private SourceMemory(JournalFolder folder, KeptTransfer kept, Source source) {
    this.folder = folder;
    this.kept = kept;
    this.source = source;
  }

  /**
   * What is remembered of an earlier run with the same selection, else a new memory.
   *
   * @return null if there is nowhere to keep it
   */
  public static @Nullable SourceMemory open(
      JournalFolder folder, Selection selection, Source source) {
    String about = SelectionText.write(selection);
    try {
      KeptTransfer kept = find(folder, about);
      return new SourceMemory(folder, kept == null ? create(folder, about, source) : kept, source);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable KeptTransfer find(JournalFolder folder, String about)
      throws IOException {
    for (String id : folder.ids(Side.SEND)) {
      try {
        JournalRecord.About its = folder.about(id, Side.SEND);
        KeptTransfer kept =
            its != null && its.about().equals(about) ? folder.open(id, Side.SEND) : null;
        if (kept != null) {
          return kept;
        }
      } catch (TooManyFilesException e) {
        // Then the files are read again.
      } catch (IOException e) {
        folder.setAside(id, Side.SEND);
      }
    }
    return null;
  }

  private static KeptTransfer create(JournalFolder folder, String about, Source source)
      throws IOException {
    byte[] identity = new byte[IDENTITY_BYTES];
    new SecureRandom().nextBytes(identity);
    return folder.create(
        Side.SEND,
        new JournalRecord.About(
            HexFormat.of().formatHex(identity),
            about,
            source.manifest().files(),
            source.manifest().bytes()));
  }

  /** By which the user names it. */
  public String id() {
    return kept.id();
  }

  /** By which a receiver knows the same things offered again: 16 bytes in hexadecimal. */
  public String identity() {
    return kept.about().identity();
  }

  /** A leaf was read. */
  public void read(int entry, long leaf, byte[] hash) {
    try {
      KeptFile known = known(entry);
      if (known != null && known.has(leaf) && Arrays.equals(kept.hashes(known, leaf, 1), hash)) {
        return;
      }
      kept.add(JournalRecord.Leaf.of(number(entry, known), leaf, hash));
    } catch (IOException e) {
      // It is read again in a later run.
    }
  }

  private int number(int entry, @Nullable KeptFile known) throws IOException {
    int number = numbers.get(entry);
    if (number != EntryNumbers.NONE) {
      return number;
    }
    int fresh = known == null ? kept.nextNumber() : known.begun().number();
    if (known == null) {
      ManifestEntry what = source.manifest().entry(entry);
      kept.add(
          new JournalRecord.Begun(
              fresh, what.path().toString(), what.size(), what.modified(), "", source.key(entry)));
    }
    numbers.put(entry, fresh);
    return fresh;
  }

  /**
   * What a run of leaves was, if the file is as it was then: its size, its time, its number in the
   * file system, and the last leaf of the run, which is read.
   *
   * @return null if that is not known
   */
  public @Nullable Cover recall(int entry, long first, long count) {
    try {
      KeptFile known = known(entry);
      if (known == null || !known.has(first, count)) {
        return null;
      }
      long last = first + count - 1;
      byte[] leaf = new byte[LeafHash.LEAF_BYTES];
      int length = source.read(entry, last * LeafHash.LEAF_BYTES, leaf, leaf.length);
      byte[] hash = new LeafHash().of(leaf, 0, length);
      return Arrays.equals(hash, kept.hashes(known, last, 1))
          ? kept.cover(known, first, count)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable KeptFile known(int entry) throws IOException {
    ManifestEntry what = source.manifest().entry(entry);
    KeptFile known = kept.find(what.path().toString(), what.size(), what.modified());
    return known != null && known.begun().key().equals(source.key(entry)) ? known : null;
  }

  /** Whether there is nothing to go on from. */
  public boolean isEmpty() {
    return numbers.isEmpty() && kept.isEmpty();
  }

  /** Removes it: it is of no use any more. */
  public void forget() {
    close();
    try {
      folder.remove(kept.id(), Side.SEND);
    } catch (IOException e) {
      // It goes by "transfers discard".
    }
  }

  @Override
  public void close() {
    try {
      kept.close();
    } catch (IOException e) {
      // What is lost of it is read again.
    }
  }
}
