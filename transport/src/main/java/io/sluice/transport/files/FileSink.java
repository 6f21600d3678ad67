package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine's disk. Content is written to hidden part files, {@code
 * .sluice-RANDOM-ENTRY.part}, each in the directory that its file goes into. No link below the
 * target is followed. What is received never has the setuid, setgid or sticky bit and is never
 * writable by everyone.
 */
public final class FileSink implements Sink {
  private static final int RANDOM_BYTES = 8;

  private interface Work {
    void run() throws FileException;
  }

  private final Path target;
  private final Manifest manifest;
  private final String partPrefix;
  private final Map<Integer, PartFile> parts = new ConcurrentHashMap<>();
  private final OpenFiles open = new OpenFiles();

  /** Shared by who writes, exclusive to who closes: after that nothing is made any more. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private @Nullable Directories directories;
  private boolean closed;
  private boolean finished;

  /**
   * Touches nothing yet.
   *
   * @param target an existing folder, to receive into it; or, if the manifest has one top-level
   *     entry, a path that does not exist yet in an existing folder, to receive under that name
   */
  public FileSink(Path target, Manifest manifest) {
    this.target = target;
    this.manifest = manifest;
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    partPrefix = ".sluice-" + HexFormat.of().formatHex(random) + "-";
  }

  @Override
  public List<FileProblem> obstacles() {
    return Survey.of(target, manifest);
  }

  @Override
  public void write(int entry, long offset, ByteBuffer data) throws FileException {
    ManifestEntry.File file = file(entry);
    Objects.checkFromIndexSize(offset, data.remaining(), file.size());
    whileOpen(
        () -> {
          PartFile part = part(entry, file.path());
          part.write(offset, data);
          open.used(part);
        });
  }

  @Override
  public void publish(int entry) throws FileException {
    ManifestEntry.File file = file(entry);
    whileOpen(
        () -> {
          PartFile part = part(entry, file.path());
          Path name = directories().placeOf(file.path());
          part.publish(file.size(), Attributes.of(file), name);
          directories().changed(folderOf(name));
          open.forget(part);
          parts.remove(entry);
        });
  }

  @Override
  public void symlink(int entry) throws FileException {
    if (!(manifest.entries().get(entry) instanceof ManifestEntry.Symlink link)) {
      throw new IllegalArgumentException("entry " + entry + " is no link");
    }
    whileOpen(() -> makeLink(link));
  }

  private void makeLink(ManifestEntry.Symlink link) throws FileException {
    Path name = directories().placeOf(link.path());
    try {
      Files.createSymbolicLink(name, name.getFileSystem().getPath(link.target()));
      Attributes.of(link).setTime(name);
      directories().changed(folderOf(name));
    } catch (UnsupportedOperationException e) {
      throw new FileException(Problem.LOCAL_FILE, "this computer has no links");
    } catch (InvalidPathException e) {
      throw FileErrors.impossibleName(e);
    } catch (IOException e) {
      throw FileErrors.ofWrite(e, folderOf(name));
    }
  }

  @Override
  public void finishDirectories() throws FileException {
    whileOpen(
        () -> {
          FileException unmade = makeDirectories();
          directories().sync();
          FileException unset = finishAttributes();
          finished = true;
          if (unmade != null || unset != null) {
            throw unmade != null ? unmade : Objects.requireNonNull(unset);
          }
        });
  }

  @Override
  public void discard(int entry) {
    PartFile part = parts.remove(entry);
    if (part != null) {
      part.discard();
      open.forget(part);
    }
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      closed = true;
      parts.keySet().forEach(this::discard);
      if (directories != null && !finished) {
        directories.removeEmpty();
        directories.sync();
        // What is in place stays, and should be as usable as the sender's.
        finishAttributes();
        finished = true;
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  private @Nullable FileException makeDirectories() {
    FileException first = null;
    for (ManifestEntry entry : manifest.entries()) {
      try {
        if (entry instanceof ManifestEntry.Directory) {
          directories().make(entry.path());
        }
      } catch (FileException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }

  /** Sets modes and times of the directories made here; what is in one is listed after it. */
  private @Nullable FileException finishAttributes() {
    FileException first = null;
    for (ManifestEntry entry : manifest.entries().reversed()) {
      try {
        if (entry instanceof ManifestEntry.Directory && directories().hasMade(entry.path())) {
          Attributes.of(entry).set(directories().placeOf(entry.path()));
        }
      } catch (IOException e) {
        first = first == null ? FileErrors.of(e) : first;
      }
    }
    return first;
  }

  private ManifestEntry.File file(int entry) {
    if (manifest.entries().get(entry) instanceof ManifestEntry.File file) {
      return file;
    }
    throw new IllegalArgumentException("entry " + entry + " is no file");
  }

  private PartFile part(int entry, EntryPath path) {
    return parts.computeIfAbsent(entry, e -> new PartFile(() -> partPath(e, path)));
  }

  private Path partPath(int entry, EntryPath path) throws FileException {
    return directories().placeOf(path).resolveSibling(partPrefix + entry + ".part");
  }

  private synchronized Directories directories() throws FileException {
    if (directories == null) {
      directories = new Directories(Layout.of(target, manifest));
    }
    return directories;
  }

  private void whileOpen(Work work) throws FileException {
    life.readLock().lock();
    try {
      if (closed) {
        throw new FileException(Problem.OTHER, "it is not being received any more");
      }
      work.run();
    } finally {
      life.readLock().unlock();
    }
  }

  private static Path folderOf(Path name) {
    return Objects.requireNonNull(name.getParent(), "a place below the target");
  }
}
