package io.sluice.transport.signal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.pairing.Pake;
import io.sluice.crypto.pairing.PakeException;
import io.sluice.transport.api.TransportException;
import java.security.SecureRandom;

/** The answerer's side of one exchange by short code, without I/O: see {@link ShortCodeOfferer}. */
public final class ShortCodeAnswerer {
  /** The version of the exchange. */
  static final byte VERSION = 1;

  private final Pake pake;

  public ShortCodeAnswerer(ShortCode code, SecureRandom random) {
    this.pake = Pake.begin(Pake.Participant.ANSWERER, code.password(), context(code), random);
  }

  /** What to begin with. */
  public ShortCodeFrame hello() {
    return ShortCodeFrame.of(ShortCodeFrame.Type.HELLO, new byte[] {VERSION}, pake.first());
  }

  /**
   * What to answer to a CHALLENGE.
   *
   * @throws TransportException if the other side turns us away instead
   */
  public ShortCodeFrame guess(ShortCodeFrame challenge)
      throws MalformedExchangeException, TransportException {
    byte[][] parts = accepted(challenge, ShortCodeFrame.Type.CHALLENGE, Pake.FIRST_BYTES);
    try {
      byte[] second = pake.second(parts[0]);
      pake.finish(parts[1]);
      return ShortCodeFrame.of(ShortCodeFrame.Type.GUESS, second, pake.confirmation());
    } catch (PakeException e) {
      throw new MalformedExchangeException(e);
    }
  }

  /**
   * The offer code in an OFFER.
   *
   * @throws TransportException if the words are not the same on both sides, or the other side turns
   *     us away
   */
  public String offer(ShortCodeFrame offer) throws MalformedExchangeException, TransportException {
    byte[][] parts = accepted(offer, ShortCodeFrame.Type.OFFER, Pake.CONFIRMATION_BYTES);
    try {
      pake.confirm(parts[0]);
      return new String(pake.open(parts[1]), US_ASCII);
    } catch (PakeException e) {
      if (e.fault() == PakeException.Fault.WRONG_PASSWORD) {
        throw ShortCodeProblem.wrongWords();
      }
      throw new MalformedExchangeException(e);
    }
  }

  /** What to end with. */
  public ShortCodeFrame reply(String replyCode) {
    return ShortCodeFrame.of(ShortCodeFrame.Type.REPLY, pake.seal(replyCode.getBytes(US_ASCII)));
  }

  /** A key is of one channel only. */
  static byte[] context(ShortCode code) {
    return ("short code " + code.channel()).getBytes(US_ASCII);
  }

  static byte[][] body(ShortCodeFrame frame, ShortCodeFrame.Type expected, int... lengths)
      throws MalformedExchangeException {
    if (frame.type() != expected) {
      throw new MalformedExchangeException(frame.type() + " in place of " + expected);
    }
    return frame.parts(lengths);
  }

  private static byte[][] accepted(
      ShortCodeFrame frame, ShortCodeFrame.Type expected, int... lengths)
      throws MalformedExchangeException, TransportException {
    return switch (frame.type()) {
      case WRONG -> throw ShortCodeProblem.wrongWords();
      case LIMITED -> throw ShortCodeProblem.limited();
      case USED -> throw ShortCodeProblem.used();
      default -> body(frame, expected, lengths);
    };
  }
}
