package io.sluice.transport.files.handle;

import io.sluice.transport.files.handle.FileStat.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Attributes by Java's own calls, of what a path names; links are not followed. */
final class PathAttributes {
  private static final int USUAL_FILE = 0644;
  private static final int USUAL_DIRECTORY = 0755;

  private PathAttributes() {}

  static FileStat stat(Path path) throws IOException {
    Class<? extends BasicFileAttributes> known =
        hasModes(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
    BasicFileAttributes found = Files.readAttributes(path, known, LinkOption.NOFOLLOW_LINKS);
    return new FileStat(
        kind(found),
        found.size(),
        found.size(),
        mode(found),
        found.lastModifiedTime().toInstant(),
        found.fileKey());
  }

  private static Kind kind(BasicFileAttributes found) {
    if (found.isRegularFile()) {
      return Kind.FILE;
    }
    if (found.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return found.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }

  private static int mode(BasicFileAttributes found) {
    if (found instanceof PosixFileAttributes posix) {
      return PosixModes.of(posix.permissions());
    }
    return found.isDirectory() ? USUAL_DIRECTORY : USUAL_FILE;
  }

  static void setMode(Path path, int mode) throws IOException {
    PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix != null) {
      posix.setPermissions(PosixModes.permissions(mode));
    }
  }

  static void setModified(Path path, Instant time) throws IOException {
    // Java cannot set a fraction of a second before 1970, and sets 1970 then.
    Instant settable = time.getEpochSecond() < 0 ? time.truncatedTo(ChronoUnit.SECONDS) : time;
    try {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.from(settable), null, null);
    } catch (IllegalArgumentException e) {
      throw new IOException("a time that cannot be stored", e);
    }
  }

  /** To create something that has this mode from the beginning, where there are modes. */
  static FileAttribute<?>[] creating(Path path, int mode) {
    return hasModes(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixModes.permissions(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
