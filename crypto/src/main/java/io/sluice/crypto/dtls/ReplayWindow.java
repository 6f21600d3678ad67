package io.sluice.crypto.dtls;

/**
 * Remembers which of the latest 2048 sequence numbers were received (RFC 6347, section 4.1.2.6).
 * The window is that wide because fast paths reorder by hundreds of records.
 */
final class ReplayWindow {
  /** How many numbers behind the highest one are still told apart. */
  static final int SIZE = 2048;

  private final long[] seen = new long[SIZE / Long.SIZE];
  private long highest = -1;

  /** Whether this number was neither received nor fell out of the window. */
  boolean isNew(long sequence) {
    if (sequence > highest) {
      return true;
    }
    return sequence > highest - SIZE && (seen[word(sequence)] & bit(sequence)) == 0;
  }

  /** Notes a number that {@link #isNew} and whose record proved authentic. */
  void received(long sequence) {
    if (sequence > highest) {
      forgetUpTo(sequence);
      highest = sequence;
    }
    seen[word(sequence)] |= bit(sequence);
  }

  private void forgetUpTo(long sequence) {
    long from = Math.max(highest + 1, sequence - SIZE + 1);
    for (long number = from; number <= sequence; number++) {
      seen[word(number)] &= ~bit(number);
    }
  }

  private static int word(long sequence) {
    return (int) (sequence / Long.SIZE % (SIZE / Long.SIZE));
  }

  private static long bit(long sequence) {
    return 1L << sequence;
  }
}
