package io.sluice.transport.transfer;

/**
 * Which leaves of a file have arrived: all before {@code base}, and those whose bit is set in a
 * window after it. It takes the same few bytes for a file of any size. Leaves that were held from
 * the beginning are not missing.
 */
final class LeafWindow {
  private final long[] words;
  private final long capacity;
  private final LeafRuns held;
  private long base;

  /** For a file of this many leaves, of which these are held; nobody changes them. */
  LeafWindow(long leaves, LeafRuns held) {
    capacity = Math.min(Math.ceilDiv(leaves, 64) * 64, Limits.REORDER_WINDOW);
    words = new long[(int) (capacity / 64)];
    this.held = held;
    base = held.endOf(0);
  }

  /**
   * Notes that a leaf is here.
   *
   * @return false if it was before, or was held
   * @throws ViolationException if it is further ahead than a window
   */
  boolean add(long index) throws ViolationException {
    if (index < base || held.contains(index) || (index - base < capacity && isSet(index))) {
      return false;
    }
    if (index - base >= capacity) {
      throw new ViolationException("block " + index + " while block " + base + " is missing");
    }
    flip(index);
    while (isSet(base)) {
      flip(base);
      // Over held leaves at once: none of them has a bit, so those behind keep their places.
      base = held.endOf(base + 1);
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
