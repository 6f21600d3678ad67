package io.sluice.crypto.pairing;

import java.nio.ByteBuffer;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The first message of each side: two points, and the proofs that it knows their numbers.
 *
 * <pre>
 *   ┌──────────────┬──────────────┬───────────────────┬───────────────────┐
 *   │ X1, 33 bytes │ X2, 33 bytes │ proof 1, 65 bytes │ proof 2, 65 bytes │
 *   └──────────────┴──────────────┴───────────────────┴───────────────────┘
 * </pre>
 */
record PakeRound1(ECPoint x1, ECPoint x2, SchnorrProof proof1, SchnorrProof proof2) {
  static final int BYTES = 2 * (Points.BYTES + SchnorrProof.BYTES);

  /**
   * Reads what the participant {@code who} must have made.
   *
   * @throws PakeException if it is malformed, or a proof does not hold for that participant
   */
  static PakeRound1 parse(byte[] bytes, String who) throws PakeException {
    if (bytes.length != BYTES) {
      throw PakeException.malformed("a first message of " + bytes.length + " bytes");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    PakeRound1 round =
        new PakeRound1(
            Points.parse(from),
            Points.parse(from),
            SchnorrProof.parse(from),
            SchnorrProof.parse(from));
    if (!round.proof1.holds(Points.BASE, round.x1, who)
        || !round.proof2.holds(Points.BASE, round.x2, who)) {
      throw PakeException.malformed("a first message without proof");
    }
    return round;
  }

  byte[] bytes() {
    ByteBuffer into = ByteBuffer.allocate(BYTES);
    Points.write(x1, into);
    Points.write(x2, into);
    proof1.write(into);
    proof2.write(into);
    return into.array();
  }
}
