package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Files and directory trees of this machine's disk. */
public final class FileSource implements Source {
  private final Manifest manifest;
  private final SharedFiles files;
  private final List<SkippedFile> skipped;
  private final OpenFiles open = new OpenFiles();

  /** Those that are being read, by entry: as many as are open, or a few more. */
  private final Map<Integer, SourceFile> reading = new ConcurrentHashMap<>();

  private final long leftOut;

  /** Shared by who reads, exclusive to who closes: no file is read through a closed handle. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private boolean closed;

  private FileSource(Scan scan) {
    manifest = scan.manifest();
    files = scan.files();
    skipped = List.copyOf(scan.skipped());
    leftOut = scan.leftOut();
  }

  /**
   * Looks at everything below the given paths; reads names, sizes, modes and times, no content.
   * Each path arrives under its own last name ({@code .} and {@code ..} under the directory's real
   * one). A given path may be a symbolic link to a file or directory; below it, links stay links,
   * and those that lead out of it are skipped, as is what is neither file nor directory.
   *
   * @throws TransportException with {@code Problem.LOCAL_FILE} if a given path cannot be read, two
   *     of them have the same name, nothing is left to send, or there are more than {@link
   *     Manifest#MAX_ENTRIES} entries, or than a quarter of the heap holds
   */
  public static FileSource scan(Selection selection) throws TransportException {
    return new FileSource(
        Scan.of(selection, Manifest.MAX_ENTRIES, Runtime.getRuntime().maxMemory() / 4));
  }

  /** All of these paths, as {@link #scan(Selection)}. */
  public static FileSource scan(List<Path> paths) throws TransportException {
    return scan(Selection.of(paths));
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  /** What the scan left out, the first {@value Scan#MAX_SKIPPED} at most. */
  public List<SkippedFile> skipped() {
    return skipped;
  }

  /** How many files and folders the selection leaves out; a folder counts once. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  public String key(int entry) {
    return Integer.toHexString(files.key(entry));
  }

  @Override
  public int read(int entry, long offset, byte[] into, int length) throws FileException {
    Objects.checkFromIndexSize(0, length, into.length);
    long size = manifest.fileSize(entry);
    if (size < 0) {
      throw new IllegalArgumentException("entry " + entry + " is no file");
    }
    Objects.checkFromToIndex(offset, size, size);
    int count = (int) Math.min(length, size - offset);
    life.readLock().lock();
    try {
      if (closed) {
        throw new FileException(Problem.OTHER, "it is not being sent any more");
      }
      read(entry, offset, ByteBuffer.wrap(into, 0, count), offset + count == size);
    } finally {
      life.readLock().unlock();
    }
    return count;
  }

  @Override
  public Map<Integer, FileException> readWhole(List<Integer> entries, ByteBuffer into) {
    Map<Integer, FileException> failures = new HashMap<>();
    life.readLock().lock();
    try (WholeReads reads = new WholeReads(files)) {
      for (int entry : entries) {
        int start = into.position();
        try {
          readWhole(entry, into, reads);
        } catch (FileException e) {
          failures.put(entry, e);
          into.position(start);
        }
      }
    } finally {
      life.readLock().unlock();
    }
    return failures;
  }

  private void readWhole(int entry, ByteBuffer into, WholeReads reads) throws FileException {
    if (closed) {
      throw new FileException(Problem.OTHER, "it is not being sent any more");
    }
    if (!(manifest.entry(entry) instanceof ManifestEntry.File file)) {
      throw new IllegalArgumentException("entry " + entry + " is no file");
    }
    int size = Math.toIntExact(file.size());
    reads.read(entry, file, into.slice(into.position(), size));
    into.position(into.position() + size);
  }

  private void read(int entry, long offset, ByteBuffer into, boolean toItsEnd)
      throws FileException {
    SourceFile file = reading.computeIfAbsent(entry, this::file);
    boolean goesOn = false;
    try {
      file.read(offset, into);
      goesOn = !toItsEnd;
    } finally {
      if (goesOn) {
        open.used(file);
      } else {
        open.forget(file);
      }
    }
  }

  private SourceFile file(int entry) {
    return files.file(
        entry, (ManifestEntry.File) manifest.entry(entry), () -> reading.remove(entry));
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      closed = true;
      open.forgetAll();
      files.close();
    } finally {
      life.writeLock().unlock();
    }
  }
}
