package io.sluice.transport.files.handle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * An open directory. A {@code name} names something directly in it: it is not empty, neither {@code
 * .} nor {@code ..}, and has no slash. No method follows a link that has the name. Safe for several
 * threads; nobody uses it while it is closed.
 *
 * <p>Where the system has calls relative to an open directory ({@code openat(2)} and its kin), a
 * handle keeps to the directory that was opened, whatever is put in its place. Elsewhere a path is
 * looked at just before it is used, and who swaps it in between can win.
 */
public interface DirectoryHandle extends Closeable {
  /** Opens a directory, following links in its path. */
  static DirectoryHandle open(Path path) throws IOException {
    return path.getFileSystem().equals(FileSystems.getDefault()) && LinuxCall.areAvailable()
        ? LinuxDirectory.open(path)
        : openByPath(path);
  }

  /** As {@link #open}, with Java's own calls: what every system can do. */
  static DirectoryHandle openByPath(Path path) throws IOException {
    return PathDirectory.open(path);
  }

  /** Loads what the first handle needs, so that it does not wait for it. Harmless to repeat. */
  static void prepare() {
    LinuxCall.areAvailable();
  }

  /**
   * Opens a directory in this one.
   *
   * @throws java.nio.file.NotDirectoryException if it is something else, a link too
   */
  DirectoryHandle openDirectory(String name) throws IOException;

  /**
   * Makes a directory.
   *
   * @param mode its permission bits, less those of the umask
   * @throws FileAlreadyExistsException if something has the name
   */
  void makeDirectory(String name, int mode) throws IOException;

  /**
   * Makes a file and opens it for writing.
   *
   * @param mode its permission bits, less those of the umask
   * @throws FileAlreadyExistsException if something has the name
   */
  FileHandle createFile(String name, int mode) throws IOException;

  /** Opens a regular file for reading; waits for nobody if a named pipe has its name. */
  FileHandle openToRead(String name) throws IOException;

  /** Opens a regular file for writing into it. */
  FileHandle openToWrite(String name) throws IOException;

  /**
   * What has the name; a link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has
   */
  FileStat stat(String name) throws IOException;

  /** The directory itself. */
  FileStat stat() throws IOException;

  /** Whether this process may read what has the name. */
  boolean isReadable(String name);

  /**
   * The names in it, in the order of their bytes in UTF-8.
   *
   * @param most how many are wanted at most: when more are returned there may be any number
   */
  List<ListedName> list(int most) throws IOException;

  /** Where a link leads, as it is written in it. */
  ListedName readLink(String name) throws IOException;

  /**
   * Makes a symbolic link.
   *
   * @throws FileAlreadyExistsException if something has the name
   * @throws UnsupportedOperationException if there are no links here
   */
  void makeLink(String name, String target) throws IOException;

  /**
   * Gives something another name in the same directory, at once, and never one that is taken.
   *
   * @throws FileAlreadyExistsException if the new name is taken; nothing has changed then
   */
  void rename(String from, String to) throws IOException;

  /**
   * Gives a file or link another name in the same directory, at once, in place of the file or link
   * that has it, if one has.
   *
   * @throws FileAlreadyExistsException if something else has the new name; nothing has changed then
   */
  void replace(String from, String to) throws IOException;

  /** Removes a file or link. */
  void removeFile(String name) throws IOException;

  /** Removes an empty directory. */
  void removeDirectory(String name) throws IOException;

  /** Sets the permission bits of the directory itself, where the file system has them. */
  void setMode(int mode) throws IOException;

  /** Sets the time of the directory itself. */
  void setModified(Instant time) throws IOException;

  /** Sets the time of a link, or of anything else that has the name. */
  void setModified(String name, Instant time) throws IOException;

  /** Returns when the names in it are on the disk, where the system can say that. */
  void sync() throws IOException;
}
