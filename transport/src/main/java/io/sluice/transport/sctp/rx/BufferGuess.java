package io.sluice.transport.sctp.rx;

/**
 * How long a message that has begun will be: messages of one sender tend to be of one size. A right
 * guess saves copying; what wrong guesses cost is bounded.
 */
final class BufferGuess {
  /** All unfinished messages together may hold this much for fragments that have not come. */
  private static final int SPARE_LIMIT = 4 << 20;

  private int expected;
  private long spare;

  /** The bytes to take for a message whose first fragment, and not the last, has come. */
  int capacityFor(int payload) {
    return expected > payload && spare + expected <= SPARE_LIMIT ? expected : payload;
  }

  /** An unfinished run holds that much for fragments that have not come; negative: no longer. */
  void addSpare(int bytes) {
    spare += bytes;
  }

  /** What all unfinished messages hold for fragments that have not come. */
  long spare() {
    return spare;
  }

  /** A message of several fragments has become whole. */
  void note(int length) {
    expected = length;
  }
}
