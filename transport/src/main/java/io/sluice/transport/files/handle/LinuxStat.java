package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sluice.transport.files.handle.FileStat.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/**
 * {@code struct statx}, which is the same on every machine.
 *
 * <pre>
 *    0 mask  4 block size  8 attributes  16 links  20 owner  24 group  28 mode (16 bits)
 *   32 inode  40 size  48 blocks of 512 bytes  56 attributes mask  64 accessed  80 born  96 changed
 *  112 modified: seconds, nanoseconds (32 bits)  128 device of a node  136 device: major, minor
 * </pre>
 */
final class LinuxStat {
  /** What tells one thing on this machine from another. */
  private record Key(int major, int minor, long inode) {}

  private static final int BLOCK = 512;

  private LinuxStat() {}

  /** What has a name in an open directory. */
  static FileStat of(int directory, String name) throws IOException {
    Scratch scratch = Scratch.current();
    return of(scratch, directory, scratch.checkedName(name), LinuxFlags.AT_SYMLINK_NOFOLLOW, name);
  }

  /** An open file or directory. */
  static FileStat of(int descriptor) throws IOException {
    Scratch scratch = Scratch.current();
    return of(scratch, descriptor, scratch.name(""), LinuxFlags.AT_EMPTY_PATH, "");
  }

  private static FileStat of(Scratch scratch, int at, long name, long flags, String shown)
      throws IOException {
    MemorySegment stat = scratch.stat();
    LinuxError.check(
        LinuxCall.STATX.run(at, name, flags, LinuxFlags.STATX_BASIC_STATS, stat.address()), shown);
    int mode = Short.toUnsignedInt(stat.get(JAVA_SHORT, 28));
    return new FileStat(
        kind(mode),
        stat.get(JAVA_LONG, 40),
        stat.get(JAVA_LONG, 48) * BLOCK,
        mode & 0777,
        Instant.ofEpochSecond(stat.get(JAVA_LONG, 112), stat.get(JAVA_INT, 120)),
        new Key(stat.get(JAVA_INT, 136), stat.get(JAVA_INT, 140), stat.get(JAVA_LONG, 32)));
  }

  private static Kind kind(int mode) {
    return switch (mode & LinuxFlags.S_IFMT) {
      case LinuxFlags.S_IFREG -> Kind.FILE;
      case LinuxFlags.S_IFDIR -> Kind.DIRECTORY;
      case LinuxFlags.S_IFLNK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }
}
