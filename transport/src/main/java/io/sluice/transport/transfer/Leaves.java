package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;

/** Where the leaves of a file are: all are 128 KiB long but the last. */
final class Leaves {
  private Leaves() {}

  /** How many leaves a file of {@code size} bytes has: none if it is empty. */
  static long count(long size) {
    return size / LEAF_BYTES + (size % LEAF_BYTES == 0 ? 0 : 1);
  }

  static long offset(long index) {
    return index * LEAF_BYTES;
  }

  /** The length of one leaf of a file of {@code size} bytes; 0 of an empty file. */
  static int length(long size, long index) {
    return (int) Math.min(LEAF_BYTES, size - offset(index));
  }

  /** The bytes of the leaves from {@code first} to {@code end} - 1 of such a file. */
  static long length(long size, long first, long end) {
    return Math.min(size, offset(end)) - offset(first);
  }
}
