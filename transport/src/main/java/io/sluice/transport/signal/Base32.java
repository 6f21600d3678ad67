package io.sluice.transport.signal;

/**
 * Crockford's base 32 in lower case: no I, L, O or U, so that nothing reads as something else. A
 * symbol is a number from 0 to 31.
 */
final class Base32 {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS = 5;

  private Base32() {}

  static char letter(int symbol) {
    return ALPHABET.charAt(symbol);
  }

  /** The symbol of a letter in lower case, or -1 if it is none. */
  static int symbol(char letter) {
    return ALPHABET.indexOf(letter);
  }

  static int symbolsFor(int bytes) {
    return (bytes * 8 + BITS - 1) / BITS;
  }

  /** The bytes as symbols, the highest bit first, with zero bits at the end. */
  static int[] encode(byte[] bytes) {
    int[] symbols = new int[symbolsFor(bytes.length)];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int value = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
      symbols[bit / BITS] |= value << (BITS - 1 - bit % BITS);
    }
    return symbols;
  }

  /**
   * The bytes of {@code count} symbols from {@code offset} on.
   *
   * @throws IllegalArgumentException if {@link #encode} gives these symbols for no bytes
   */
  static byte[] decode(int[] symbols, int offset, int count) {
    byte[] bytes = new byte[count * BITS / 8];
    if (symbolsFor(bytes.length) != count) {
      throw new IllegalArgumentException(count + " symbols");
    }
    for (int bit = 0; bit < count * BITS; bit++) {
      int value = (symbols[offset + bit / BITS] >> (BITS - 1 - bit % BITS)) & 1;
      if (bit / 8 < bytes.length) {
        bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
      } else if (value != 0) {
        throw new IllegalArgumentException("bits after the end");
      }
    }
    return bytes;
  }
}
