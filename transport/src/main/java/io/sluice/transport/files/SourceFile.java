package io.sluice.transport.files;

import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file that is sent: opened when it is read, from handle to handle below what was shared, and
 * only as long as it stays the same file.
 */
final class SourceFile implements OpenFiles.Reopenable {
  private final DirectoryHandle root;
  private final List<String> names;
  private final FileStamp stamp;
  private final Runnable released;
  private @Nullable DirectoryHandle directory;
  private @Nullable FileHandle file;

  /**
   * @param root stays open, and is not this object's to close
   * @param names lead from it to the file
   * @param released is run when it was closed
   */
  SourceFile(DirectoryHandle root, List<String> names, FileStamp stamp, Runnable released) {
    this.root = root;
    this.names = names;
    this.stamp = stamp;
    this.released = released;
  }

  long size() {
    return stamp.size();
  }

  /** Fills the buffer from {@code offset} on. */
  synchronized void read(long offset, ByteBuffer into) throws FileException {
    try {
      read(opened(), offset, into);
      // After the read: what was read before a change that this would miss is still of the old
      // file.
      stamp.check(holder().stat(names.getLast()));
    } catch (ClosedChannelException e) {
      // An interrupt closes the channels of some systems: the next read opens it again.
      release();
      throw FileErrors.of(e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Reads a file once, from its beginning, in an open directory.
   *
   * @param name of the file, there
   * @param into is filled
   */
  static void readOnce(DirectoryHandle holder, String name, FileStamp stamp, ByteBuffer into)
      throws IOException {
    try (FileHandle file = open(holder, name, stamp)) {
      read(file, 0, into);
      stamp.check(holder.stat(name));
    }
  }

  private static void read(FileHandle file, long offset, ByteBuffer into) throws IOException {
    long position = offset;
    while (into.hasRemaining()) {
      int count = file.read(position, into);
      if (count < 0) {
        throw new SourceChangedException("it became shorter while it was being sent");
      }
      position += count;
    }
  }

  /** The failure of a read, as a phrase. */
  static FileException failed(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ ->
          new SourceChangedException("it was removed while it was being sent");
      case NotDirectoryException _ -> changed();
      case FileSystemLoopException _ -> changed();
      default -> FileErrors.of(failure);
    };
  }

  private static FileException changed() {
    return new SourceChangedException("it was changed while it was being sent");
  }

  private FileHandle opened() throws IOException {
    if (file == null) {
      directory = descend(root, names);
      file = open(holder(), names.getLast(), stamp);
    }
    return Objects.requireNonNull(file);
  }

  private static FileHandle open(DirectoryHandle holder, String name, FileStamp stamp)
      throws IOException {
    // What is there now, before it is opened: a file of another kind may do something when it is.
    stamp.check(holder.stat(name));
    FileHandle opened = holder.openToRead(name);
    try {
      stamp.check(opened.stat());
      return opened;
    } catch (IOException e) {
      close(opened);
      throw e;
    }
  }

  /** The directory that a file is in, or null if that is the root. */
  static @Nullable DirectoryHandle descend(DirectoryHandle root, List<String> names)
      throws IOException {
    DirectoryHandle at = null;
    for (String name : names.subList(0, names.size() - 1)) {
      DirectoryHandle next;
      try {
        next = (at == null ? root : at).openDirectory(name);
      } finally {
        close(at);
      }
      at = next;
    }
    return at;
  }

  private DirectoryHandle holder() {
    return directory == null ? root : directory;
  }

  @Override
  public synchronized void release() {
    close(file);
    close(directory);
    file = null;
    directory = null;
    released.run();
  }

  private static void close(@Nullable Closeable handle) {
    try {
      if (handle != null) {
        handle.close();
      }
    } catch (IOException e) {
      // Nothing was written: there is nothing to lose.
    }
  }
}
