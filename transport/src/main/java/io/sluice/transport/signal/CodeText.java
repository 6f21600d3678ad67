package io.sluice.transport.signal;

import io.sluice.transport.api.TransportException;
import java.util.Arrays;

/**
 * The frame of every code, now and in later versions: one word that a double click selects.
 *
 * <pre>
 *   sluice  k  ll  ppp…ppp  cccccc     Crockford base 32 after the prefix
 *           │  │   │        └ checksum of all symbols before it
 *           │  │   └ payload, whole bytes, zero bits at the end
 *           │  └ how many symbols the payload has, 10 bits: tells a cut from a typing error
 *           └ version × 2 + (0: offer, 1: reply)
 * </pre>
 */
final class CodeText {
  static final String PREFIX = "sluice";
  static final int MAX_PAYLOAD = 200;

  /** The longest text that is searched for a code, in characters. */
  static final int MAX_PASTE = 64 * 1024;

  static final int HEADER_SYMBOLS = 3;
  static final int MIN_PAYLOAD_SYMBOLS = Base32.symbolsFor(20);
  static final int MAX_PAYLOAD_SYMBOLS = Base32.symbolsFor(MAX_PAYLOAD);
  static final int MAX_SYMBOLS = HEADER_SYMBOLS + MAX_PAYLOAD_SYMBOLS + Checksum.SYMBOLS;

  private static final int VERSION = 1;

  /** The kinds of codes. */
  enum Kind {
    OFFER(VERSION * 2),
    REPLY(VERSION * 2 + 1);

    private final int symbol;

    Kind(int symbol) {
      this.symbol = symbol;
    }

    /** The first symbol of a code of this kind. */
    int symbol() {
      return symbol;
    }
  }

  private final Kind kind;
  private final byte[] payload;

  /**
   * @param payload 20 to {@link #MAX_PAYLOAD} bytes, which the caller may zero when it is done
   */
  CodeText(Kind kind, byte[] payload) {
    this.kind = kind;
    this.payload = payload;
  }

  Kind kind() {
    return kind;
  }

  /** The payload itself, not a copy. */
  byte[] payload() {
    return payload;
  }

  /** What to paste. */
  String text() {
    int[] payloadSymbols = Base32.encode(payload);
    int[] symbols = new int[HEADER_SYMBOLS + payloadSymbols.length + Checksum.SYMBOLS];
    symbols[0] = kind.symbol();
    symbols[1] = payloadSymbols.length >> 5;
    symbols[2] = payloadSymbols.length & 31;
    System.arraycopy(payloadSymbols, 0, symbols, HEADER_SYMBOLS, payloadSymbols.length);
    Checksum.seal(symbols);
    StringBuilder text = new StringBuilder(PREFIX);
    for (int symbol : symbols) {
      text.append(Base32.letter(symbol));
    }
    return text.toString();
  }

  /**
   * Finds the code in a pasted text, whatever was pasted along with it.
   *
   * @throws TransportException with {@code Problem.CODE} and what is wrong
   */
  static CodeText parse(String pasted) throws TransportException {
    if (pasted.length() > MAX_PASTE) {
      throw CodeProblem.tooLong(pasted.length());
    }
    CodeReading reading = CodeReading.find(pasted);
    return switch (reading.finding()) {
      case WHOLE -> of(reading);
      case NOTHING -> throw CodeProblem.nothingFound();
      case MISTYPED -> throw CodeProblem.mistyped();
      case CUT_OFF ->
          throw CodeProblem.cutOff(
              PREFIX.length() + reading.present(), PREFIX.length() + reading.whole());
    };
  }

  private static CodeText of(CodeReading reading) throws TransportException {
    int[] symbols = reading.symbols();
    try {
      byte[] payload =
          Base32.decode(
              symbols, HEADER_SYMBOLS, reading.whole() - HEADER_SYMBOLS - Checksum.SYMBOLS);
      for (Kind kind : Kind.values()) {
        if (symbols[0] == kind.symbol()) {
          return new CodeText(kind, payload);
        }
      }
      throw CodeProblem.otherVersion();
    } catch (IllegalArgumentException e) {
      throw CodeProblem.damaged();
    } finally {
      Arrays.fill(symbols, 0);
    }
  }

  /** The kind alone: the payload of an offer is secret. */
  @Override
  public String toString() {
    return "CodeText[" + kind + "]";
  }
}
