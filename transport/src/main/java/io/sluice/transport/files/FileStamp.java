package io.sluice.transport.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file is still the one that was seen before.
 *
 * @param key device and inode, or null where the file system has none
 */
record FileStamp(boolean isFile, long size, FileTime modified, @Nullable Object key) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.isRegularFile(),
        attributes.size(),
        attributes.lastModifiedTime(),
        attributes.fileKey());
  }

  /**
   * @throws SourceChangedException if what is at the path now is not what was seen
   */
  void check(Path path) throws IOException {
    FileStamp now;
    try {
      now = of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      throw new SourceChangedException("it was removed while it was being sent");
    }
    if (!now.equals(this)) {
      throw new SourceChangedException("it was changed while it was being sent");
    }
  }
}
