package io.sluice.transport.signal;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.transport.api.TransportException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The code that answers an offer. Payload: the tag of the offer (4 bytes), the candidates, the MAC
 * (16 bytes) over the first symbol of the code and all before it in the payload, with a key that
 * comes from the secret of the offer. So there is no reply in this form that is not authentic.
 *
 * @param candidates where the answerer may be reached, at most {@link CodeCandidate#MAX_PER_CODE}
 */
public record ReplyCode(List<CodeCandidate> candidates) {
  /**
   * @throws IllegalArgumentException if there are too many candidates
   */
  public ReplyCode {
    candidates = CandidateList.checked(candidates);
  }

  /**
   * What to paste: one word of lower case letters and digits.
   *
   * @param keys of the offer that this answers
   */
  public String text(PairingKeys keys) {
    ByteBuffer payload = ByteBuffer.allocate(CodeText.MAX_PAYLOAD);
    payload.put(keys.offerTag());
    CandidateList.write(candidates, payload);
    byte[] body = Arrays.copyOf(payload.array(), payload.position());
    payload.put(keys.mac(authenticated(body)));
    byte[] bytes = Arrays.copyOf(payload.array(), payload.position());
    return new CodeText(CodeText.Kind.REPLY, bytes).text();
  }

  /**
   * Finds the reply in a pasted text, whatever was pasted along with it.
   *
   * @param keys of the offer that it has to answer
   * @throws TransportException with {@code Problem.CODE} and what is wrong: no code, cut off,
   *     mistyped, an offer (this side's own, or another), of another version, a reply to another
   *     offer, forged
   */
  public static ReplyCode parse(String pasted, PairingKeys keys) throws TransportException {
    CodeText code = CodeText.parse(pasted);
    if (code.kind() != CodeText.Kind.REPLY) {
      throw isOwn(code, keys) ? CodeProblem.ownOffer() : CodeProblem.offerForReply();
    }
    byte[] payload = code.payload();
    int bodyLength = payload.length - PairingKeys.MAC_BYTES;
    if (bodyLength < PairingKeys.TAG_BYTES) {
      throw CodeProblem.damaged();
    }
    byte[] body = Arrays.copyOf(payload, bodyLength);
    if (!Arrays.equals(Arrays.copyOf(body, PairingKeys.TAG_BYTES), keys.offerTag())) {
      throw CodeProblem.otherOffer();
    }
    byte[] mac = Arrays.copyOfRange(payload, bodyLength, payload.length);
    if (!keys.verifies(authenticated(body), mac)) {
      throw CodeProblem.forged();
    }
    ByteBuffer candidates = ByteBuffer.wrap(body).position(PairingKeys.TAG_BYTES);
    try {
      return new ReplyCode(CandidateList.parse(candidates));
    } catch (IllegalArgumentException e) {
      throw CodeProblem.damaged();
    }
  }

  private static byte[] authenticated(byte[] body) {
    return ByteBuffer.allocate(1 + body.length)
        .put((byte) CodeText.Kind.REPLY.symbol())
        .put(body)
        .array();
  }

  private static boolean isOwn(CodeText offer, PairingKeys keys) throws TransportException {
    try (var secret = OfferCode.of(offer.payload()).secret()) {
      return Arrays.equals(PairingKeys.derive(secret).offerTag(), keys.offerTag());
    }
  }
}
