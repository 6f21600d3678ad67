package io.sluice.transport.files.handle;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What Linux says when a call fails, as Java's own file calls would tell it. */
final class LinuxError {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EBADF = 9;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int EISDIR = 21;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int EMLINK = 31;
  static final int ENOSYS = 38;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;
  static final int EOPNOTSUPP = 95;

  private LinuxError() {}

  /**
   * The result of a call.
   *
   * @throws IOException if it is a negative errno
   */
  static long check(long result, String name) throws IOException {
    if (result < 0) {
      throw of((int) -result, name);
    }
    return result;
  }

  static IOException of(int errno, String name) {
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(name);
      case EACCES -> new AccessDeniedException(name);
      case EEXIST -> new FileAlreadyExistsException(name);
      case ENOTDIR -> new NotDirectoryException(name);
      case ELOOP -> new FileSystemLoopException(name);
      case ENOTEMPTY -> new DirectoryNotEmptyException(name);
      default -> new FileSystemException(name, null, text(errno));
    };
  }

  /** The words of the C library, which Java shows too. */
  private static String text(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted";
      case 5 -> "Input/output error";
      case EBADF -> "Bad file descriptor";
      case 12 -> "Cannot allocate memory";
      case 18 -> "Invalid cross-device link";
      case 21 -> "Is a directory";
      case EINVAL -> "Invalid argument";
      case 23, 24 -> "Too many open files";
      case 27 -> "File too large";
      case 28 -> "No space left on device";
      case 30 -> "Read-only file system";
      case 36 -> "File name too long";
      case 122 -> "Disk quota exceeded";
      case EOPNOTSUPP -> "Operation not supported";
      default -> "Error " + errno + " of the system";
    };
  }
}
