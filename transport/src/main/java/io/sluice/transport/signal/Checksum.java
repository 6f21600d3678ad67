package io.sluice.transport.signal;

/**
 * Six symbols, 30 bits, that find every change of up to four symbols in codes of the usual length
 * (up to 89 symbols) and of up to three in the longest: the BCH code of BIP 173 with the constant
 * of BIP 350, which finds added and missing symbols too.
 */
final class Checksum {
  static final int SYMBOLS = 6;

  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CONSTANT = 0x2bc830a3;

  private Checksum() {}

  /** Writes the checksum of all symbols before the last six into those. */
  static void seal(int[] symbols) {
    int data = symbols.length - SYMBOLS;
    int sum = 1;
    for (int i = 0; i < symbols.length; i++) {
      sum = step(sum, i < data ? symbols[i] : 0);
    }
    sum ^= CONSTANT;
    for (int i = 0; i < SYMBOLS; i++) {
      symbols[data + i] = (sum >> (5 * (SYMBOLS - 1 - i))) & 31;
    }
  }

  /** Whether the first {@code count} symbols end in their checksum. */
  static boolean holds(int[] symbols, int count) {
    int sum = 1;
    for (int i = 0; i < count; i++) {
      sum = step(sum, symbols[i]);
    }
    return sum == CONSTANT;
  }

  private static int step(int sum, int symbol) {
    int next = ((sum & 0x1ffffff) << 5) ^ symbol;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((sum >> (25 + i)) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
