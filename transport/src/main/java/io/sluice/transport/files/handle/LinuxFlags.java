package io.sluice.transport.files.handle;

/** Numbers from Linux's headers ({@code fcntl.h}, {@code linux/stat.h}, {@code linux/fs.h}). */
final class LinuxFlags {
  static final long AT_FDCWD = -100;
  static final long AT_SYMLINK_NOFOLLOW = 0x100;
  static final long AT_REMOVEDIR = 0x200;
  static final long AT_EMPTY_PATH = 0x1000;

  static final long O_RDONLY = 0;
  static final long O_WRONLY = 01;
  static final long O_CREAT = 0100;
  static final long O_EXCL = 0200;
  static final long O_NOCTTY = 0400;
  static final long O_NONBLOCK = 04000;
  static final long O_CLOEXEC = 02000000;
  static final long O_PATH = 010000000;

  static final long FALLOC_FL_KEEP_SIZE = 1;
  static final long FALLOC_FL_PUNCH_HOLE = 2;
  static final long RENAME_NOREPLACE = 1;
  static final long SYNC_FILE_RANGE_WRITE = 2;
  static final long STATX_BASIC_STATS = 0x7ff;
  static final long R_OK = 4;

  /** In place of nanoseconds: leave this time as it is. */
  static final long UTIME_OMIT = (1L << 30) - 2;

  static final int S_IFMT = 0170000;
  static final int S_IFDIR = 0040000;
  static final int S_IFREG = 0100000;
  static final int S_IFLNK = 0120000;

  private LinuxFlags() {}

  static long directory() {
    return LinuxCall.isArm() ? 040000 : 0200000;
  }

  static long noFollow() {
    return LinuxCall.isArm() ? 0100000 : 0400000;
  }
}
