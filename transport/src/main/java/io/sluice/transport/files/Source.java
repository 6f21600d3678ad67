package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;

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
   * What stands for that by which the file system knows a file, as long as it is the same: device
   * and inode; empty where it does not say.
   */
  default String key(int entry) {
    return "";
  }

  /** Frees what is open. */
  @Override
  void close();
}
