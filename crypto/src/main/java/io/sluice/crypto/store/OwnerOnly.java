package io.sluice.crypto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files and a folder that nobody but their owner may touch. Where a file system has no such
 * permissions, the folder's surroundings have to guard them: on Windows, the user's profile does.
 */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** Who may write to a folder can put another file in place of ours. */
  private static final Set<PosixFilePermission> DANGEROUS_IN_FOLDER =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private OwnerOnly() {}

  /** Makes the folder, or looks whether the one that is there may be used. */
  static void makeFolder(Path folder) throws IOException, StoreException {
    boolean posix = isPosix(folder);
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    try {
      Files.createDirectory(folder, attributes(posix, FOLDER));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new StoreException(folder + " is no folder: remove it.", e);
      }
      if (posix
          && Files.getPosixFilePermissions(folder).stream()
              .anyMatch(DANGEROUS_IN_FOLDER::contains)) {
        throw new StoreException(
            "Others may write to %s, where the key of this device is: run chmod 700 on it first."
                .formatted(folder),
            e);
      }
    }
  }

  /**
   * The content of a file.
   *
   * @param most how many bytes are taken; a longer file is an error
   * @return null if there is no such file
   * @throws StoreException if others may read or write it
   */
  static byte @Nullable [] read(Path file, int most) throws IOException, StoreException {
    try {
      if (isPosix(file)) {
        Set<PosixFilePermission> granted =
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!FILE.containsAll(granted)) {
          throw new StoreException(
              ("Others may use the file %s, which is secret (%s): run chmod 600 on it, and think"
                      + " about who may have read it.")
                  .formatted(file, PosixFilePermissions.toString(granted)));
        }
      }
      try (SeekableByteChannel in =
          Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        if (in.size() > most) {
          throw new StoreException("The file " + file + " is too long to be one of sluice's.");
        }
        ByteBuffer content = ByteBuffer.allocate((int) in.size());
        while (content.hasRemaining() && in.read(content) >= 0) {}
        return java.util.Arrays.copyOf(content.array(), content.position());
      }
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Gives the file this content: all of it, or what it had before if the machine stops. */
  static void write(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    // Left by a process that was killed; the lock is ours.
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(isPosix(file), FILE))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  static FileAttribute<?>[] fileAttributes(Path file) {
    return attributes(isPosix(file), FILE);
  }

  private static FileAttribute<?>[] attributes(boolean posix, Set<PosixFilePermission> granted) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(granted)}
        : new FileAttribute<?>[0];
  }
}
