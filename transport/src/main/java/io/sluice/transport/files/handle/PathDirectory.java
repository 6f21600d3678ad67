package io.sluice.transport.files.handle;

import io.sluice.transport.files.handle.FileStat.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A directory as a path, for systems without calls relative to an open one. Looks at what has a
 * name before it uses it: that catches what was put there earlier, and not who swaps it just then.
 */
final class PathDirectory implements DirectoryHandle {
  private final Path path;

  private PathDirectory(Path path) {
    this.path = path;
  }

  static PathDirectory open(Path path) throws IOException {
    Path real = path.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(path.toString());
    }
    return new PathDirectory(real);
  }

  @Override
  public DirectoryHandle openDirectory(String name) throws IOException {
    if (stat(name).kind() != Kind.DIRECTORY) {
      throw new NotDirectoryException(name);
    }
    return new PathDirectory(place(name));
  }

  @Override
  public void makeDirectory(String name, int mode) throws IOException {
    Files.createDirectory(place(name), PathAttributes.creating(path, mode));
  }

  @Override
  public FileHandle createFile(String name, int mode) throws IOException {
    Path at = place(name);
    Set<OpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileChannel created = FileChannel.open(at, how, PathAttributes.creating(path, mode));
    try {
      return new ChannelFile(at, created, stat(name));
    } catch (IOException e) {
      created.close();
      throw e;
    }
  }

  @Override
  public FileHandle openToRead(String name) throws IOException {
    return open(name, StandardOpenOption.READ);
  }

  @Override
  public FileHandle openToWrite(String name) throws IOException {
    return open(name, StandardOpenOption.WRITE);
  }

  private FileHandle open(String name, StandardOpenOption access) throws IOException {
    FileStat there = stat(name);
    if (there.kind() != Kind.FILE) {
      // A named pipe would block who opens it.
      throw new FileSystemException(name, null, "Not a regular file");
    }
    Path at = place(name);
    return new ChannelFile(
        at, FileChannel.open(at, Set.of(access, LinkOption.NOFOLLOW_LINKS)), there);
  }

  @Override
  public FileStat stat(String name) throws IOException {
    return PathAttributes.stat(place(name));
  }

  @Override
  public FileStat stat() throws IOException {
    return PathAttributes.stat(path);
  }

  @Override
  public boolean isReadable(String name) {
    try {
      return Files.isReadable(place(name));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<ListedName> list(int most) throws IOException {
    ListedNames names = new ListedNames();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path child : stream) {
        if (names.size() > most) {
          break;
        }
        names.put(listed(child.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names.sorted();
  }

  @Override
  public ListedName readLink(String name) throws IOException {
    return listed(Files.readSymbolicLink(place(name)));
  }

  /** Java replaces bytes that it cannot decode, and what comes of that names something else. */
  private static ListedName listed(Path found) {
    String text = found.toString();
    return new ListedName(text, found.getFileSystem().getPath(text).equals(found));
  }

  @Override
  public void makeLink(String name, String target) throws IOException {
    Files.createSymbolicLink(place(name), path(target));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = place(from);
    Path goal = place(to);
    try {
      // Java's move replaces what has the name, or may; a second link never does.
      Files.createLink(goal, source);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      reserveAndReplace(source, goal);
      return;
    }
    try {
      Files.delete(source);
    } catch (IOException e) {
      // The file is in place: that a second, hidden name is left of it is no failure.
    }
  }

  /** For file systems without links: takes the name first, then replaces only what took it. */
  static void reserveAndReplace(Path source, Path goal) throws IOException {
    Files.createFile(goal);
    try {
      Files.move(source, goal, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(goal);
      throw e;
    }
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Replaceable.check(this, to);
    Files.move(place(from), place(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void removeFile(String name) throws IOException {
    if (stat(name).kind() == Kind.DIRECTORY) {
      throw new FileSystemException(name, null, "Is a directory");
    }
    Files.delete(place(name));
  }

  @Override
  public void removeDirectory(String name) throws IOException {
    if (stat(name).kind() != Kind.DIRECTORY) {
      throw new NotDirectoryException(name);
    }
    Files.delete(place(name));
  }

  @Override
  public void setMode(int mode) throws IOException {
    PathAttributes.setMode(path, mode);
  }

  @Override
  public void setModified(Instant time) throws IOException {
    PathAttributes.setModified(path, time);
  }

  @Override
  public void setModified(String name, Instant time) throws IOException {
    PathAttributes.setModified(place(name), time);
  }

  @Override
  public void sync() {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system can do this to a directory; the files in it are safe already.
    }
  }

  @Override
  public void close() {}

  private Path place(String name) throws IOException {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a name in a directory");
    }
    Path place = path.resolve(path(name));
    if (!path.equals(place.getParent())) {
      throw new FileSystemException(name, null, "Invalid name");
    }
    return place;
  }

  private Path path(String text) throws IOException {
    try {
      return path.getFileSystem().getPath(text);
    } catch (InvalidPathException e) {
      throw new FileSystemException(text, null, "Invalid name");
    }
  }
}
