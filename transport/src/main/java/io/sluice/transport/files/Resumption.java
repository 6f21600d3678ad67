package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import io.sluice.transport.files.journal.JournalRecord;
import io.sluice.transport.files.journal.KeptFile;
import io.sluice.transport.files.journal.KeptTransfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of a transfer left at the target, and the journal by which a later run will
 * know it. Safe for several threads, one for each entry.
 *
 * <pre>
 *   part file made ──▶ Begun     leaf written ──▶ Leaf     part files synced ──▶ Synced
 * </pre>
 *
 * A leaf that is in the journal and was synced after that is there. One that was not is there if it
 * still hashes to the same: what a crash may have taken is looked at, and nothing else.
 */
public final class Resumption implements AutoCloseable {
  /** The clock of the target's file system may be a little ahead of that of the journal's. */
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(2);

  private final JournalFolder folder;
  private final KeptTransfer kept;
  private final Layout layout;
  private final long start;
  private final FoundFiles found = new FoundFiles();
  private final EntryNumbers numbers = new EntryNumbers();
  private final Set<Integer> doubted = ConcurrentHashMap.newKeySet();

  Resumption(JournalFolder folder, KeptTransfer kept, Layout layout) {
    this.folder = folder;
    this.kept = kept;
    this.layout = layout;
    this.start = kept.position();
  }

  /** By which the user names it. */
  public String id() {
    return kept.id();
  }

  /** How many bytes an earlier run has written, about. */
  public long bytes() {
    return kept.bytes();
  }

  Layout layout() {
    return layout;
  }

  List<String> made() {
    return kept.made();
  }

  /**
   * What receiving the rest would meet, where the files of the earlier runs are in nobody's way.
   */
  public Prospect prospect(Manifest manifest) {
    Prospect met = Survey.of(layout, manifest, NameRules::at);
    BitSet taken = new BitSet();
    BitSet alike = new BitSet();
    try (Directories directories = new Directories(layout, DirectoryHandle::open)) {
      EntrySet all = met.taken();
      for (int entry = all.next(0); entry >= 0; entry = all.next(entry + 1)) {
        boolean ours = isOurs(manifest.entry(entry), directories);
        taken.set(entry, !ours);
        alike.set(entry, !ours && met.alike().contains(entry));
      }
    } catch (IOException e) {
      return met;
    }
    return new Prospect(
        met.freeSpace(),
        Math.min(bytes(), manifest.bytes()),
        met.obstacles(),
        EntrySet.of(taken),
        EntrySet.of(alike),
        met.misfits(),
        met.names());
  }

  private boolean isOurs(ManifestEntry entry, Directories directories) throws IOException {
    KeptFile known = entry instanceof ManifestEntry.File file ? known(file) : null;
    return known != null
        && entry instanceof ManifestEntry.File file
        && isInPlace(known, file, directories);
  }

  /** Looks for what is here of a file; null if nothing is. */
  Holdings.@Nullable Holding look(int entry, ManifestEntry.File file, Directories directories)
      throws FileException {
    try {
      KeptFile known = known(file);
      if (known == null) {
        return null;
      }
      FileStat part = stat(known.begun().place(), file.path(), directories);
      boolean inPlace = part == null || !isSame(part, known);
      if (inPlace && !isInPlace(known, file, directories)) {
        kept.add(new JournalRecord.Dropped(known.begun().number()));
        return null;
      }
      if (!inPlace && part != null) {
        verify(known, file, part, directories);
      }
      List<Cover> runs = runs(known, file.size());
      numbers.put(entry, known.begun().number());
      found.add(entry, inPlace, runs);
      return runs.isEmpty() ? null : new Holdings.Holding(entry, runs);
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private @Nullable KeptFile known(ManifestEntry.File file) throws IOException {
    return kept.find(file.path().toString(), file.size(), file.modified());
  }

  private static boolean isSame(FileStat stat, KeptFile known) {
    return stat.kind() == FileStat.Kind.FILE
        && PartFile.key(stat).equals(known.begun().key())
        && !known.begun().key().isEmpty();
  }

  private static boolean isInPlace(KeptFile known, ManifestEntry.File file, Directories below) {
    FileStat stat = stat(below.nameOf(file.path()), file.path(), below);
    return stat != null
        && isSame(stat, known)
        && stat.size() == file.size()
        && Math.abs(Duration.between(stat.modified(), file.modified()).toSeconds()) <= 2;
  }

  private static @Nullable FileStat stat(String name, EntryPath beside, Directories directories) {
    FileStat[] stat = new FileStat[1];
    try {
      directories.existing(beside, directory -> stat[0] = directory.stat(name));
      return stat[0];
    } catch (FileException e) {
      return null;
    }
  }

  /** Forgets the leaves that are not what was written. */
  private void verify(
      KeptFile known, ManifestEntry.File file, FileStat part, Directories directories)
      throws IOException {
    boolean touched = part.modified().isAfter(kept.ended().plus(CLOCKS_DIFFER_BY));
    directories.existing(
        file.path(),
        directory -> {
          try (FileHandle in = directory.openToRead(known.begun().place())) {
            for (long leaf = 0; leaf < known.leaves(); leaf++) {
              if (known.has(leaf) && (touched || !kept.isSure(known, leaf))) {
                byte[] hash = kept.hashes(known, leaf, 1);
                if (!Arrays.equals(hash, hash(in, leaf, file.size()))) {
                  known.forget(leaf);
                }
              }
            }
          }
        });
  }

  private static byte[] hash(FileHandle in, long leaf, long size) throws IOException {
    long offset = leaf * LeafHash.LEAF_BYTES;
    if (offset >= size) {
      return new byte[0];
    }
    ByteBuffer data = ByteBuffer.allocate((int) Math.min(LeafHash.LEAF_BYTES, size - offset));
    while (data.hasRemaining() && in.read(offset + data.position(), data) > 0) {}
    return data.hasRemaining() ? new byte[0] : new LeafHash().of(data.array(), 0, data.capacity());
  }

  /** The runs of leaves that are there; of too many, the longest. */
  private List<Cover> runs(KeptFile known, long size) throws IOException {
    long leaves = Math.min(known.leaves(), Math.ceilDiv(size, LeafHash.LEAF_BYTES));
    List<long[]> runs = new ArrayList<>();
    for (long first = 0; first < leaves; ) {
      long end = first;
      while (end < leaves && known.has(end)) {
        end++;
      }
      if (end > first) {
        runs.add(new long[] {first, end - first});
      }
      first = Math.max(end, first + 1);
    }
    if (runs.size() > Holdings.MAX_RUNS) {
      runs.sort(Comparator.comparingLong((long[] run) -> run[1]).reversed());
      runs = new ArrayList<>(runs.subList(0, Holdings.MAX_RUNS));
      runs.sort(Comparator.comparingLong((long[] run) -> run[0]));
    }
    List<Cover> covers = new ArrayList<>();
    for (long[] run : runs) {
      covers.add(kept.cover(known, run[0], run[1]));
    }
    return covers;
  }

  /** The part file of an entry as an earlier run left it; null if it is to be made. */
  @Nullable PartFile part(int entry, EntryPath path, Directories directories) throws FileException {
    if (!found.contains(entry)) {
      return null;
    }
    if (found.isInPlace(entry)) {
      throw new FileException(Problem.CONFLICT, FileErrors.TAKEN);
    }
    try {
      JournalRecord.Begun begun = kept.file(number(entry)).begun();
      return PartFile.adopt(directories, path, begun.place(), begun.key());
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  /** Whether a file needs no part file, because it is in place. */
  boolean isInPlace(int entry) {
    return found.isInPlace(entry);
  }

  /** Whether leaves of a file are here. */
  boolean holds(int entry) {
    return found.contains(entry);
  }

  Cover keep(int entry, long first, long count) throws FileException {
    try {
      KeptFile here = held(entry, first, count);
      if (doubted.contains(entry)) {
        note(entry, here, first, count);
      }
      for (Cover run : found.runs(entry)) {
        if (run.first() == first && run.count() == count) {
          return run;
        }
      }
      return kept.cover(here, first, count);
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  /** Says again what is to be believed in spite of the doubt. */
  private void note(int entry, KeptFile file, long first, long count) throws IOException {
    for (long leaf = first; leaf < first + count; leaf++) {
      kept.add(JournalRecord.Leaf.of(number(entry), leaf, kept.hashes(file, leaf, 1)));
    }
  }

  ByteBuffer recall(int entry, long first, int count) throws FileException {
    try {
      return ByteBuffer.wrap(kept.hashes(held(entry, first, count), first, count));
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private KeptFile held(int entry, long first, long count) throws IOException {
    KeptFile here = found.contains(entry) ? kept.file(number(entry)) : null;
    if (here == null || !here.has(first, count)) {
      throw new FileException(Problem.OTHER, "it is not here any more");
    }
    return here;
  }

  /**
   * A leaf is about to be written: its part file is there.
   *
   * @throws FileException if the journal cannot say what it must
   */
  void writes(int entry, ManifestEntry.File file, PartFile part, long leaf) throws FileException {
    try {
      begin(entry, file, part);
      if (isHeld(entry, leaf) && doubted.add(entry)) {
        kept.add(new JournalRecord.Doubted(number(entry)));
        kept.force();
      }
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private boolean isHeld(int entry, long leaf) {
    return found.contains(entry) && kept.has(number(entry), leaf);
  }

  /** A part file is there, and may be without content. */
  void begin(int entry, ManifestEntry.File file, PartFile part) throws FileException {
    if (numbers.get(entry) == EntryNumbers.NONE) {
      begin(entry, file, part.hidden(), part.key());
    }
  }

  /**
   * A part file is there.
   *
   * @param hidden its name
   * @param key by which the file system knows it
   */
  void begin(int entry, ManifestEntry.File file, String hidden, String key) throws FileException {
    int number = kept.nextNumber();
    try {
      kept.add(
          new JournalRecord.Begun(
              number, file.path().toString(), file.size(), file.modified(), hidden, key));
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
    numbers.put(entry, number);
  }

  /** A leaf was written. */
  void wrote(int entry, long leaf, byte[] hash) throws FileException {
    try {
      kept.add(JournalRecord.Leaf.of(number(entry), leaf, hash));
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private int number(int entry) {
    int number = numbers.get(entry);
    if (number == EntryNumbers.NONE) {
      throw new IllegalStateException("entry " + entry + " was not begun");
    }
    return number;
  }

  /** Nothing is there any more of a file. */
  void dropped(int entry) {
    found.remove(entry);
    int number = numbers.remove(entry);
    try {
      if (number != EntryNumbers.NONE) {
        kept.add(new JournalRecord.Dropped(number));
      }
    } catch (IOException e) {
      // Then the file is looked for, and not found.
    }
  }

  /** A directory was made. */
  void made(List<String> names) {
    try {
      kept.add(new JournalRecord.Made(String.join("/", names)));
    } catch (IOException e) {
      // It keeps the mode that it was made with, should this run not come to its end.
    }
  }

  /** Returns when the journal is on the disk, if it can be. */
  void force() {
    try {
      kept.force();
    } catch (IOException e) {
      // Only a power failure would show it: then the name is somebody else's.
    }
  }

  /** Where the journal ends now. */
  long position() {
    return kept.position();
  }

  /** All that this run wrote before this position of the journal is on the disk. */
  void synced(long position) throws IOException {
    kept.add(new JournalRecord.Synced(start, position));
    kept.force();
  }

  /** Whether there is nothing to go on from. */
  public boolean isEmpty() {
    return numbers.isEmpty() && kept.isEmpty();
  }

  /** Removes the journal. */
  void forget() {
    close();
    try {
      folder.remove(kept.id(), Side.RECEIVE);
    } catch (IOException e) {
      // It is found, and names what is no part file any more.
    }
  }

  @Override
  public void close() {
    try {
      kept.close();
    } catch (IOException e) {
      // What matters was forced.
    }
  }
}
