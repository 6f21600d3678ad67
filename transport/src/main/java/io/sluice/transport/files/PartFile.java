package io.sluice.transport.files;

import io.sluice.transport.api.Decision;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file that is being received, under a hidden name beside its own. It is made exclusively, so
 * nobody's file or link of that name is ever written to.
 *
 * <pre>
 *   (nothing) ──write, complete──▶ written ──complete, sync──▶ on the disk ──giveName──▶ ended
 *                                     └──────────── discard ──────────────────────────▶ ended
 * </pre>
 */
final class PartFile implements OpenFiles.Reopenable {
  /** Shorter runs of zeros are written: a block of a disk holds as much. */
  private static final int SHORTEST_HOLE = 4096;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(128 * 1024).asReadOnlyBuffer();

  /** Something to do with a file that is open for reading. */
  interface Reader {
    void read(FileHandle file) throws IOException;
  }

  private final Directories directories;
  private final EntryPath path;
  private final String hidden;
  private final @Nullable String known;
  private @Nullable FileStat made;
  private @Nullable FileHandle file;
  private boolean ended;

  /**
   * Touches nothing yet.
   *
   * @param path the file that it becomes
   * @param hidden its name until then
   */
  PartFile(Directories directories, EntryPath path, String hidden) {
    this(directories, path, hidden, null);
  }

  private PartFile(Directories directories, EntryPath path, String hidden, @Nullable String known) {
    this.directories = directories;
    this.path = path;
    this.hidden = hidden;
    this.known = known;
  }

  /**
   * One that an earlier run left.
   *
   * @param key of what it made
   */
  static PartFile adopt(Directories directories, EntryPath path, String hidden, String key) {
    return new PartFile(directories, path, hidden, key);
  }

  /** By what a file system knows something for as long as it is there; empty if by nothing. */
  static String key(FileStat stat) {
    return stat.key() == null ? "" : String.valueOf(stat.key());
  }

  String hidden() {
    return hidden;
  }

  /** The {@link #key(FileStat)} of it; it is made if it was not. */
  synchronized String key() throws FileException {
    try {
      opened();
      return key(Objects.requireNonNull(made));
    } catch (IOException e) {
      throw directories.failed(e);
    }
  }

  /** As {@link #sync}, beside whoever writes; without effect if it has its name. */
  void syncAside() throws FileException {
    synchronized (this) {
      if (ended || made == null) {
        return;
      }
    }
    try {
      directories.existing(
          path,
          directory -> {
            try (FileHandle again = directory.openToWrite(hidden)) {
              again.sync();
            }
          });
    } catch (FileException e) {
      synchronized (this) {
        if (!ended) {
          throw e;
        }
      }
    }
  }

  synchronized void write(long offset, ByteBuffer data) throws FileException {
    try {
      FileHandle open = opened();
      if (isHole(data)) {
        open.writeZeros(offset, data.remaining());
        data.position(data.limit());
      } else {
        open.write(offset, data);
      }
    } catch (ClosedChannelException e) {
      // An interrupt closes the channels of some systems: the next write opens it again.
      release();
      throw directories.failed(e);
    } catch (IOException e) {
      throw directories.failed(e);
    }
  }

  private static boolean isHole(ByteBuffer data) {
    int length = data.remaining();
    return length >= SHORTEST_HOLE
        && length <= ZEROS.capacity()
        && data.mismatch(ZEROS.duplicate().limit(length)) < 0;
  }

  /**
   * Gives it all that it is to have, and has the system begin to write it out.
   *
   * @param size that it must have
   */
  synchronized void complete(long size, Attributes attributes) throws FileException {
    try {
      FileHandle open = opened();
      if (open.stat().size() != size) {
        throw new FileException(Problem.INTEGRITY, "it is not complete");
      }
      attributes.set(open);
      open.startSync();
    } catch (IOException e) {
      throw directories.failed(e);
    }
  }

  /** Reads in what was written. */
  synchronized void read(Reader reader) throws FileException {
    directories.existing(
        path,
        directory -> {
          try (FileHandle written = directory.openToRead(hidden)) {
            checkIsOurs(written.stat());
            reader.read(written);
          }
        });
  }

  /** Returns when what was written is on the disk. */
  synchronized void sync() throws FileException {
    try (FileHandle open = opened()) {
      open.sync();
    } catch (IOException e) {
      throw directories.failed(e);
    } finally {
      file = null;
    }
  }

  /**
   * Puts it under its own name, or as was decided about what has that.
   *
   * @return the name that it has now
   */
  synchronized String giveName(Decision decision) throws FileException {
    Naming naming = new Naming(decision, directories.nameOf(path));
    directories.existing(
        path,
        directory -> {
          checkIsOurs(directory.stat(hidden));
          naming.give(
              name -> directory.rename(hidden, name), name -> directory.replace(hidden, name));
        });
    ended = true;
    release();
    return naming.given();
  }

  /** Removes it; it cannot be written any more. */
  synchronized void discard() {
    release();
    try {
      if ((made != null || known != null) && !ended) {
        directories.existing(
            path,
            directory -> {
              checkIsOurs(directory.stat(hidden));
              directory.removeFile(hidden);
            });
      }
    } catch (FileException e) {
      // It cannot be removed now, by nobody; its hidden name says what it is.
    }
    ended = true;
  }

  @Override
  public synchronized void release() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // What the system could not write, it tells again when the file is synced.
    }
    file = null;
  }

  private FileHandle opened() throws IOException {
    if (ended) {
      throw new FileException(Problem.OTHER, "it is not being received any more");
    }
    if (file == null) {
      if (made == null && known == null) {
        directories.making(
            path,
            directory -> {
              FileHandle created = directory.createFile(hidden, Modes.PRIVATE_FILE);
              file = created;
              made = created.stat();
            });
      } else {
        directories.existing(path, directory -> reopen(directory.openToWrite(hidden)));
      }
    }
    return Objects.requireNonNull(file);
  }

  private void reopen(FileHandle again) throws IOException {
    file = again;
    try {
      FileStat there = again.stat();
      checkIsOurs(there);
      made = there;
    } catch (IOException e) {
      release();
      throw e;
    }
  }

  private void checkIsOurs(FileStat there) throws FileException {
    boolean ours =
        made != null
            ? made.isSameAs(there)
            : there.kind() == FileStat.Kind.FILE && key(there).equals(known);
    if (!ours) {
      throw new FileException(Problem.LOCAL_FILE, "someone replaced its part file");
    }
  }
}
