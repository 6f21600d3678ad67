package io.sluice.transport.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Permissions as the numbers that {@code chmod} takes. */
final class Modes {
  static final int PRIVATE_FILE = 0600;
  static final int PRIVATE_DIRECTORY = 0700;

  /** What a received file may have: a stranger does not open it to every user to write. */
  static final int RECEIVABLE = 0775;

  /** From the highest bit, 0400, down. */
  private static final List<PosixFilePermission> BITS =
      List.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private Modes() {}

  static boolean areKnownAt(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static int of(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission bit : BITS) {
      mode = (mode << 1) | (permissions.contains(bit) ? 1 : 0);
    }
    return mode;
  }

  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.size(); i++) {
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(BITS.get(i));
      }
    }
    return permissions;
  }

  /** To create something that has this mode from the beginning, where there are modes. */
  static FileAttribute<?>[] creating(Path path, int mode) {
    return areKnownAt(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
        : new FileAttribute<?>[0];
  }
}
