package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent. Safe for several threads; those that read the same entry wait for each other.
 * Entries are named by their index in the manifest.
 */
public interface Source extends AutoCloseable {
  Manifest manifest();

  /**
   * Reads content of a file.
   *
   * @param offset from 0 to the size that the manifest gives
   * @param into is filled from its beginning
   * @return {@code length}, or less where the file ends by its size in the manifest
   * @throws SourceChangedException if the file is not as it was when the manifest was made
   * @throws FileException if it cannot be read
   * @throws IllegalArgumentException if the entry is no file
   * @throws IndexOutOfBoundsException if there is no such entry or offset, or no room in {@code
   *     into}
   */
  int read(int entry, long offset, byte[] into, int length) throws FileException;

  /**
   * Reads small files, all of each.
   *
   * @param entries by ascending index
   * @param into gets the content of those that could be read, one after the other
   * @return why the others could not
   */
  default Map<Integer, FileException> readWhole(List<Integer> entries, ByteBuffer into) {
    Map<Integer, FileException> failures = new HashMap<>();
    for (int entry : entries) {
      try {
        byte[] content = new byte[Math.toIntExact(manifest().fileSize(entry))];
        into.put(content, 0, read(entry, 0, content, content.length));
      } catch (FileException e) {
        failures.put(entry, e);
      }
    }
    return failures;
  }

  /**
   * What stands for that by which the file system knows a file, as long as it is the same: device
   * and inode; empty where it does not say.
   */
  default String key(int entry) {
    return "";
  }

  /** Ends reads that wait for more to come, and those that follow. From any thread. */
  default void stop() {}

  /** Frees what is open. */
  @Override
  void close();
}
