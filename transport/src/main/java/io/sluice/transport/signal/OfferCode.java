package io.sluice.transport.signal;

import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.TransportException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The code that begins a pairing. Payload: the secret (16 bytes), the expiry (4 bytes, unsigned
 * seconds since 1970), the candidates.
 *
 * @param secret of the pairing, {@link #SECRET_BYTES} long; the caller's to close
 * @param expires when the code stops working, in whole seconds, 1970 to 2106
 * @param candidates where the offerer may be reached, at most {@link CodeCandidate#MAX_PER_CODE}
 */
public record OfferCode(Secret secret, Instant expires, List<CodeCandidate> candidates) {
  /** 128 bits: nobody guesses that, so a code needs no limit of guesses. */
  public static final int SECRET_BYTES = 16;

  private static final int EXPIRY_BYTES = 4;
  private static final long LAST_SECOND = 0xffff_ffffL;

  /**
   * @throws IllegalArgumentException if the secret, the expiry or the number of candidates is out
   *     of range
   */
  public OfferCode {
    if (secret.length() != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret of " + secret.length() + " bytes");
    }
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    if (expires.getEpochSecond() < 0 || expires.getEpochSecond() > LAST_SECOND) {
      throw new IllegalArgumentException("the expiry " + expires);
    }
    candidates = CandidateList.checked(candidates);
  }

  /** What to paste: one word of lower case letters and digits. It holds the secret. */
  public String text() {
    ByteBuffer payload = ByteBuffer.allocate(CodeText.MAX_PAYLOAD);
    byte[] secretBytes = secret.exposeCopy();
    payload.put(secretBytes).putInt((int) expires.getEpochSecond());
    CandidateList.write(candidates, payload);
    byte[] bytes = Arrays.copyOf(payload.array(), payload.position());
    try {
      return new CodeText(CodeText.Kind.OFFER, bytes).text();
    } finally {
      Arrays.fill(secretBytes, (byte) 0);
      Arrays.fill(payload.array(), (byte) 0);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Finds the offer in a pasted text, whatever was pasted along with it.
   *
   * @param now to tell whether it has expired
   * @throws TransportException with {@code Problem.CODE} and what is wrong: no code, cut off,
   *     mistyped, a reply, of another version, expired
   */
  public static OfferCode parse(String pasted, Instant now) throws TransportException {
    CodeText code = CodeText.parse(pasted);
    if (code.kind() != CodeText.Kind.OFFER) {
      throw CodeProblem.replyForOffer();
    }
    OfferCode offer = of(code.payload());
    if (!now.isBefore(offer.expires)) {
      offer.secret.close();
      throw CodeProblem.expired(offer.expires, now);
    }
    return offer;
  }

  /** Reads, and zeroes, the payload of an offer. */
  static OfferCode of(byte[] payload) throws TransportException {
    byte[] secretBytes = new byte[SECRET_BYTES];
    try {
      if (payload.length < SECRET_BYTES + EXPIRY_BYTES) {
        throw CodeProblem.damaged();
      }
      ByteBuffer from = ByteBuffer.wrap(payload);
      from.get(secretBytes);
      Instant expires = Instant.ofEpochSecond(Integer.toUnsignedLong(from.getInt()));
      List<CodeCandidate> candidates = CandidateList.parse(from);
      return new OfferCode(Secret.copyOf(secretBytes), expires, candidates);
    } catch (IllegalArgumentException e) {
      throw CodeProblem.damaged();
    } finally {
      Arrays.fill(secretBytes, (byte) 0);
      Arrays.fill(payload, (byte) 0);
    }
  }
}
