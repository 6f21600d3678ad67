package io.sluice.transport.sctp.packet;

/**
 * A set of TSNs that lie close together: a ring of bits. At any time its members, and every range
 * asked for, must lie within {@link #span()} consecutive numbers; whoever owns the set takes care
 * of that. Ranges are half open, {@code [from, end)}.
 */
public final class TsnSet {
  private long[] words;

  /**
   * @param capacity a power of two, at least 128
   */
  public TsnSet(int capacity) {
    if (capacity < 128 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    words = new long[capacity >>> 6];
  }

  /** Bits of both ends of a range never share a word: a word less than the capacity. */
  public int span() {
    return (words.length - 1) << 6;
  }

  public boolean contains(int tsn) {
    return (words[word(tsn)] & bit(tsn)) != 0;
  }

  public void add(int tsn) {
    words[word(tsn)] |= bit(tsn);
  }

  public void remove(int tsn) {
    words[word(tsn)] &= ~bit(tsn);
  }

  /** Removes every member of the range. */
  public void removeRange(int from, int end) {
    for (int at = from; at != end; at = nextWord(at, end)) {
      words[word(at)] &= ~mask(at, end);
    }
  }

  /** Adds every number of the range that {@code excluded} does not hold, and says how many. */
  public int addRangeWithout(int from, int end, TsnSet excluded) {
    int added = 0;
    for (int at = from; at != end; at = nextWord(at, end)) {
      int index = word(at);
      long fresh = mask(at, end) & ~excluded.words[excluded.word(at)] & ~words[index];
      words[index] |= fresh;
      added += Long.bitCount(fresh);
    }
    return added;
  }

  /** The first member of the range, or {@code end}. */
  public int next(int from, int end) {
    for (int at = from; at != end; at = nextWord(at, end)) {
      long hits = words[word(at)] & mask(at, end);
      if (hits != 0) {
        return (at & ~63) + Long.numberOfTrailingZeros(hits);
      }
    }
    return end;
  }

  /** The first number of the range that is no member, or {@code end}. */
  public int nextAbsent(int from, int end) {
    for (int at = from; at != end; at = nextWord(at, end)) {
      long hits = ~words[word(at)] & mask(at, end);
      if (hits != 0) {
        return (at & ~63) + Long.numberOfTrailingZeros(hits);
      }
    }
    return end;
  }

  /** Doubles the capacity; the members lie in the range given. */
  public void grow(int from, int end) {
    TsnSet larger = new TsnSet(words.length << 7);
    for (int tsn = next(from, end); tsn != end; tsn = next(tsn + 1, end)) {
      larger.add(tsn);
    }
    words = larger.words;
  }

  private int word(int tsn) {
    return (tsn >>> 6) & (words.length - 1);
  }

  private static long bit(int tsn) {
    return 1L << tsn;
  }

  /** The bits of the word of {@code from} that lie in the range. */
  private static long mask(int from, int end) {
    long mask = -1L << from;
    if (((end ^ from) & ~63) == 0) {
      mask &= (1L << end) - 1;
    }
    return mask;
  }

  /** The start of the next word, or the end of the range if it comes first. */
  private static int nextWord(int at, int end) {
    int next = (at & ~63) + 64;
    return Tsn.before(next, end) ? next : end;
  }
}
