package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sluice.transport.files.handle.FileStat.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A directory as Linux's descriptor. */
final class LinuxDirectory implements DirectoryHandle {
  private volatile int descriptor;

  private LinuxDirectory(int descriptor) {
    this.descriptor = descriptor;
  }

  static LinuxDirectory open(Path path) throws IOException {
    Scratch scratch = Scratch.current();
    long bytes = scratch.path(bytes(path));
    return new LinuxDirectory(openAt(LinuxFlags.AT_FDCWD, bytes, 0, path.toString()));
  }

  /** What the path is to the system: Java's own text of it may have lost bytes. */
  private static byte[] bytes(Path path) {
    String encoded = path.toAbsolutePath().toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static int openAt(long at, long name, long flags, String shown) throws IOException {
    long all = toOpen() | flags;
    long opened = LinuxCall.OPENAT.run(at, name, all, 0);
    if (opened == -LinuxError.EACCES) {
      // Who may not list a directory may still be allowed to write into it.
      opened = LinuxCall.OPENAT.run(at, name, all | LinuxFlags.O_PATH, 0);
    }
    return (int) LinuxError.check(opened, shown);
  }

  private static long toOpen() {
    return LinuxFlags.O_RDONLY | LinuxFlags.O_CLOEXEC | LinuxFlags.directory();
  }

  @Override
  public DirectoryHandle openDirectory(String name) throws IOException {
    long bytes = Scratch.current().checkedName(name);
    return new LinuxDirectory(openAt(open(), bytes, LinuxFlags.noFollow(), name));
  }

  @Override
  public void makeDirectory(String name, int mode) throws IOException {
    long bytes = Scratch.current().checkedName(name);
    LinuxError.check(LinuxCall.MKDIRAT.run(open(), bytes, mode, 0), name);
  }

  @Override
  public FileHandle createFile(String name, int mode) throws IOException {
    long flags = LinuxFlags.O_WRONLY | LinuxFlags.O_CREAT | LinuxFlags.O_EXCL;
    return new LinuxFile(openFile(name, flags, mode));
  }

  @Override
  public FileHandle openToRead(String name) throws IOException {
    return regular(openFile(name, LinuxFlags.O_RDONLY, 0), name);
  }

  @Override
  public FileHandle openToWrite(String name) throws IOException {
    return regular(openFile(name, LinuxFlags.O_WRONLY, 0), name);
  }

  private int openFile(String name, long flags, int mode) throws IOException {
    long all =
        flags
            | LinuxFlags.noFollow()
            | LinuxFlags.O_CLOEXEC
            | LinuxFlags.O_NONBLOCK
            | LinuxFlags.O_NOCTTY;
    long bytes = Scratch.current().checkedName(name);
    return (int) LinuxError.check(LinuxCall.OPENAT.run(open(), bytes, all, mode), name);
  }

  private static FileHandle regular(int opened, String name) throws IOException {
    LinuxFile file = new LinuxFile(opened);
    if (file.stat().kind() != Kind.FILE) {
      file.close();
      throw new FileSystemException(name, null, "Not a regular file");
    }
    return file;
  }

  @Override
  public FileStat stat(String name) throws IOException {
    return LinuxStat.of(open(), name);
  }

  @Override
  public FileStat stat() throws IOException {
    return LinuxStat.of(open());
  }

  @Override
  public boolean isReadable(String name) {
    try {
      long bytes = Scratch.current().checkedName(name);
      return LinuxCall.FACCESSAT.run(open(), bytes, LinuxFlags.R_OK, 0) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<ListedName> list(int most) throws IOException {
    // A descriptor of its own: two that list one directory would share its position.
    long here = Scratch.current().name(".");
    int listed = (int) LinuxError.check(LinuxCall.OPENAT.run(open(), here, toOpen(), 0), ".");
    try {
      return LinuxListing.of(listed, most);
    } finally {
      LinuxCall.CLOSE.run(listed);
    }
  }

  @Override
  public ListedName readLink(String name) throws IOException {
    Scratch scratch = Scratch.current();
    long bytes = scratch.checkedName(name);
    long into = scratch.data().address();
    long length =
        LinuxError.check(LinuxCall.READLINKAT.run(open(), bytes, into, Scratch.PATH_BYTES), name);
    byte[] target = scratch.data().asSlice(0, length).toArray(JAVA_BYTE);
    return ListedNames.name(target, 0, target.length);
  }

  @Override
  public void makeLink(String name, String target) throws IOException {
    Scratch scratch = Scratch.current();
    long bytes = scratch.checkedName(name);
    LinuxError.check(LinuxCall.SYMLINKAT.run(scratch.target(target), open(), bytes, 0), name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Scratch scratch = Scratch.current();
    long source = scratch.checkedName(from);
    long goal = scratch.secondName(to);
    long renamed =
        LinuxCall.RENAMEAT2.run(open(), source, open(), goal, LinuxFlags.RENAME_NOREPLACE);
    if (renamed == -LinuxError.EINVAL || renamed == -LinuxError.ENOSYS) {
      // A file system that cannot do that; link(2) fails for a taken name too.
      renamed = LinuxCall.LINKAT.run(open(), source, open(), goal, 0);
      if (renamed == 0) {
        // That a second, hidden name is left of it is no failure.
        LinuxCall.UNLINKAT.run(open(), source, 0, 0);
      } else if (renamed == -LinuxError.EPERM
          || renamed == -LinuxError.EOPNOTSUPP
          || renamed == -LinuxError.EMLINK) {
        reserveAndReplace(from, to);
        return;
      }
    }
    LinuxError.check(renamed, renamed == -LinuxError.EEXIST ? to : from);
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Replaceable.check(this, to);
    Scratch scratch = Scratch.current();
    long source = scratch.checkedName(from);
    long goal = scratch.secondName(to);
    // Of what may have come meanwhile the system itself leaves a directory where it is.
    long renamed = LinuxCall.RENAMEAT2.run(open(), source, open(), goal, 0);
    if (renamed == -LinuxError.EISDIR) {
      throw new FileAlreadyExistsException(to);
    }
    LinuxError.check(renamed, from);
  }

  /** For file systems without links: takes the name first, then replaces only what took it. */
  void reserveAndReplace(String from, String to) throws IOException {
    createFile(to, 0600).close();
    Scratch scratch = Scratch.current();
    long source = scratch.checkedName(from);
    long goal = scratch.secondName(to);
    long renamed = LinuxCall.RENAMEAT2.run(open(), source, open(), goal, 0);
    if (renamed < 0) {
      LinuxCall.UNLINKAT.run(open(), goal, 0, 0);
      throw LinuxError.of((int) -renamed, from);
    }
  }

  @Override
  public void removeFile(String name) throws IOException {
    long bytes = Scratch.current().checkedName(name);
    LinuxError.check(LinuxCall.UNLINKAT.run(open(), bytes, 0, 0), name);
  }

  @Override
  public void removeDirectory(String name) throws IOException {
    long bytes = Scratch.current().checkedName(name);
    LinuxError.check(LinuxCall.UNLINKAT.run(open(), bytes, LinuxFlags.AT_REMOVEDIR, 0), name);
  }

  @Override
  public void setMode(int mode) throws IOException {
    LinuxError.check(LinuxCall.FCHMOD.run(open(), mode, 0, 0), ".");
  }

  @Override
  public void setModified(Instant time) throws IOException {
    LinuxError.check(LinuxCall.UTIMENSAT.run(open(), 0, LinuxFile.times(time), 0), ".");
  }

  @Override
  public void setModified(String name, Instant time) throws IOException {
    long bytes = Scratch.current().checkedName(name);
    long times = LinuxFile.times(time);
    LinuxError.check(
        LinuxCall.UTIMENSAT.run(open(), bytes, times, LinuxFlags.AT_SYMLINK_NOFOLLOW), name);
  }

  @Override
  public void sync() throws IOException {
    long synced = LinuxCall.FSYNC.run(open());
    // Some file systems cannot, and a directory that may not be read has no such descriptor.
    if (synced != -LinuxError.EINVAL && synced != -LinuxError.EBADF) {
      LinuxError.check(synced, ".");
    }
  }

  @Override
  public void close() throws IOException {
    int last = descriptor;
    descriptor = -1;
    if (last >= 0) {
      LinuxError.check(LinuxCall.CLOSE.run(last), ".");
    }
  }

  private int open() throws ClosedChannelException {
    int current = descriptor;
    if (current < 0) {
      throw new ClosedChannelException();
    }
    return current;
  }
}
