package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Files and directory trees of this machine's disk. */
public final class FileSource implements Source {
  private final Manifest manifest;
  private final Map<Integer, SourceFile> files;
  private final List<SkippedFile> skipped;
  private final OpenFiles open = new OpenFiles();
  private final List<DirectoryHandle> roots;
  private final long leftOut;

  /** Shared by who reads, exclusive to who closes: no file is read through a closed handle. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private boolean closed;

  private FileSource(Scan scan) {
    manifest = Manifest.of(scan.entries());
    files = Map.copyOf(scan.files());
    skipped = List.copyOf(scan.skipped());
    roots = List.copyOf(scan.roots());
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
   *     Manifest#MAX_ENTRIES} entries
   */
  public static FileSource scan(Selection selection) throws TransportException {
    return new FileSource(Scan.of(selection, Manifest.MAX_ENTRIES));
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
  public int read(int entry, long offset, byte[] into, int length) throws FileException {
    Objects.checkIndex(entry, manifest.count());
    Objects.checkFromIndexSize(0, length, into.length);
    SourceFile file = files.get(entry);
    if (file == null) {
      throw new IllegalArgumentException("entry " + entry + " is no file");
    }
    Objects.checkFromToIndex(offset, file.size(), file.size());
    int count = (int) Math.min(length, file.size() - offset);
    life.readLock().lock();
    try {
      if (closed) {
        throw new FileException(Problem.OTHER, "it is not being sent any more");
      }
      file.read(offset, ByteBuffer.wrap(into, 0, count));
      open.used(file);
    } finally {
      life.readLock().unlock();
    }
    return count;
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      closed = true;
      files.values().forEach(SourceFile::release);
      for (DirectoryHandle root : roots) {
        root.close();
      }
    } catch (IOException e) {
      // Nothing was written: there is nothing to lose.
    } finally {
      life.writeLock().unlock();
    }
  }
}
