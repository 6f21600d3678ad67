package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.crypto.agreement.ecjpake.ECJPAKEUtil;
import org.bouncycastle.crypto.agreement.ecjpake.ECSchnorrZKP;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * A proof that its maker knows x of a point X = x · G (RFC 8235, section 3), made by Bouncy Castle,
 * which cannot read one back from bytes.
 *
 * <pre>
 *   ┌──────────────────────┬─────────────┐
 *   │ V = v · G, 33 bytes  │ r, 32 bytes │    r = v - x · c mod n,  c = H(G, V, X, who)
 *   └──────────────────────┴─────────────┘
 * </pre>
 *
 * @param v the commitment
 * @param r the response, 0 to n - 1
 */
record SchnorrProof(ECPoint v, BigInteger r) {
  static final int BYTES = Points.BYTES + Points.SCALAR_BYTES;

  static SchnorrProof of(ECSchnorrZKP proof) {
    return new SchnorrProof(proof.getV(), proof.getr());
  }

  static SchnorrProof parse(ByteBuffer from) throws PakeException {
    ECPoint v = Points.parse(from);
    byte[] r = new byte[Points.SCALAR_BYTES];
    from.get(r);
    BigInteger response = BigIntegers.fromUnsignedByteArray(r);
    if (response.compareTo(Points.ORDER) >= 0) {
      throw PakeException.malformed("a proof out of range");
    }
    return new SchnorrProof(v, response);
  }

  void write(ByteBuffer into) {
    Points.write(v, into);
    into.put(BigIntegers.asUnsignedByteArray(Points.SCALAR_BYTES, r));
  }

  /**
   * Whether it proves, for the participant {@code who}, the knowledge of x in {@code x · base}: V =
   * r · base + c · point.
   */
  boolean holds(ECPoint base, ECPoint point, String who) {
    BigInteger c = challenge(base, point, who);
    return v.equals(ECAlgorithms.sumOfTwoMultiplies(base, r, point, c));
  }

  /** As {@link ECJPAKEUtil#calculateZeroKnowledgeProof}: the hash is a number with a sign. */
  private BigInteger challenge(ECPoint base, ECPoint point, String who) {
    MessageDigest digest = Points.sha256();
    for (byte[] part :
        List.of(Points.encode(base), Points.encode(v), Points.encode(point), who.getBytes(UTF_8))) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
      digest.update(part);
    }
    return new BigInteger(digest.digest()).mod(Points.ORDER);
  }
}
