package io.sluice.transport.files.handle;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of something on the disk.
 *
 * @param size in bytes; of a file
 * @param allocated the bytes that its blocks take on the disk, less than its size if it has holes;
 *     the size where this is not known
 * @param mode permission bits, 0 to 0777; usual ones where the file system has none
 * @param key its device and inode, or null where the file system has none
 */
public record FileStat(
    Kind kind, long size, long allocated, int mode, Instant modified, @Nullable Object key) {
  /** What it is; a link is not followed. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A named pipe, a socket or a device. */
    OTHER
  }

  /**
   * Whether both are of one thing, as far as the file system can tell: what was removed may have
   * left its number to what came after it.
   */
  public boolean isSameAs(FileStat other) {
    return kind == other.kind && Objects.equals(key, other.key);
  }
}
