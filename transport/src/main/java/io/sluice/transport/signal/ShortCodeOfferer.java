package io.sluice.transport.signal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.pairing.Pake;
import io.sluice.crypto.pairing.PakeException;
import java.security.SecureRandom;

/**
 * The offerer's side of one exchange by short code, without I/O. It proves nothing before the other
 * side has: {@link #judge} is the one guess.
 *
 * <pre>
 *   answerer                                        offerer
 *     HELLO(version, first)          ──────────────▶  challenge
 *                                    ◀──────────────  CHALLENGE(first, second)
 *     GUESS(second, confirmation)    ──────────────▶  judge
 *                                    ◀──────────────  OFFER(confirmation, sealed offer code) │ WRONG
 *     REPLY(sealed reply code)       ──────────────▶  reply
 * </pre>
 */
public final class ShortCodeOfferer {
  private final Pake pake;

  public ShortCodeOfferer(ShortCode code, SecureRandom random) {
    this.pake =
        Pake.begin(
            Pake.Participant.OFFERER, code.password(), ShortCodeAnswerer.context(code), random);
  }

  /** What to answer to a HELLO. */
  public ShortCodeFrame challenge(ShortCodeFrame hello) throws MalformedExchangeException {
    byte[][] parts = ShortCodeAnswerer.body(hello, ShortCodeFrame.Type.HELLO, 1);
    if (parts[0][0] != ShortCodeAnswerer.VERSION) {
      throw new MalformedExchangeException("version " + parts[0][0]);
    }
    try {
      return ShortCodeFrame.of(ShortCodeFrame.Type.CHALLENGE, pake.first(), pake.second(parts[1]));
    } catch (PakeException e) {
      throw new MalformedExchangeException(e);
    }
  }

  /**
   * Whether a GUESS is right. After a wrong one the code has to be given up.
   *
   * @throws MalformedExchangeException if it is no guess at all: it told the other side nothing
   */
  public boolean judge(ShortCodeFrame guess) throws MalformedExchangeException {
    byte[][] parts = ShortCodeAnswerer.body(guess, ShortCodeFrame.Type.GUESS, Pake.SECOND_BYTES);
    try {
      pake.finish(parts[0]);
      pake.confirm(parts[1]);
      return true;
    } catch (PakeException e) {
      if (e.fault() == PakeException.Fault.WRONG_PASSWORD) {
        return false;
      }
      throw new MalformedExchangeException(e);
    }
  }

  /** What to answer to a right guess. */
  public ShortCodeFrame offer(String offerCode) {
    return ShortCodeFrame.of(
        ShortCodeFrame.Type.OFFER, pake.confirmation(), pake.seal(offerCode.getBytes(US_ASCII)));
  }

  /** The reply code in a REPLY. */
  public String reply(ShortCodeFrame reply) throws MalformedExchangeException {
    byte[][] parts = ShortCodeAnswerer.body(reply, ShortCodeFrame.Type.REPLY);
    try {
      return new String(pake.open(parts[0]), US_ASCII);
    } catch (PakeException e) {
      throw new MalformedExchangeException(e);
    }
  }
}
