package io.sluice.transport.transfer;

/**
 * Which leaves of a file have arrived: all before {@code base}, and those whose bit is set in a
 * window after it. It takes the same few bytes for a file of any size.
 */
final class LeafWindow {
  private final long[] words;
  private final long capacity;
  private long base;

  /** For a file of this many leaves. */
  LeafWindow(long leaves) {
    capacity = Math.min(Math.ceilDiv(leaves, 64) * 64, Limits.REORDER_WINDOW);
    words = new long[(int) (capacity / 64)];
  }

  /**
   * Notes that a leaf is here.
   *
   * @return false if it was before
   * @throws ViolationException if it is further ahead than a window
   */
  boolean add(long index) throws ViolationException {
    if (index < base || (index - base < capacity && isSet(index))) {
      return false;
    }
    if (index - base >= capacity) {
      throw new ViolationException("block " + index + " while block " + base + " is missing");
    }
    flip(index);
    while (isSet(base)) {
      flip(base);
      base++;
    }
    return true;
  }

  private boolean isSet(long index) {
    return (words[word(index)] >>> index & 1) != 0;
  }

  private void flip(long index) {
    words[word(index)] ^= 1L << index;
  }

  private int word(long index) {
    return (int) (index % capacity / 64);
  }
}
