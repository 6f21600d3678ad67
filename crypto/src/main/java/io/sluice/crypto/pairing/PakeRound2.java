package io.sluice.crypto.pairing;

import java.nio.ByteBuffer;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The second message of each side: a point that depends on the password, and the proof that it was
 * made with a number that its sender knows.
 *
 * <pre>
 *   ┌─────────────┬─────────────────┐
 *   │ A, 33 bytes │ proof, 65 bytes │
 *   └─────────────┴─────────────────┘
 * </pre>
 */
record PakeRound2(ECPoint a, SchnorrProof proof) {
  static final int BYTES = Points.BYTES + SchnorrProof.BYTES;

  /**
   * Reads what the participant {@code who} must have made.
   *
   * @param base what the proof is over, the sum of three points of the first messages
   * @throws PakeException if it is malformed, or the proof does not hold
   */
  static PakeRound2 parse(byte[] bytes, ECPoint base, String who) throws PakeException {
    if (bytes.length != BYTES) {
      throw PakeException.malformed("a second message of " + bytes.length + " bytes");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    PakeRound2 round = new PakeRound2(Points.parse(from), SchnorrProof.parse(from));
    if (base.isInfinity() || !round.proof.holds(base, round.a, who)) {
      throw PakeException.malformed("a second message without proof");
    }
    return round;
  }

  byte[] bytes() {
    ByteBuffer into = ByteBuffer.allocate(BYTES);
    Points.write(a, into);
    proof.write(into);
    return into.array();
  }
}
