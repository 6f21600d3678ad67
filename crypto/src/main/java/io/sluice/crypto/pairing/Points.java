package io.sluice.crypto.pairing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.agreement.ecjpake.ECJPAKECurve;
import org.bouncycastle.crypto.agreement.ecjpake.ECJPAKECurves;
import org.bouncycastle.math.ec.ECPoint;

/** Points of the curve P-256, compressed (SEC 1, section 2.3): 0x02 or 0x03, then x. */
final class Points {
  static final int SCALAR_BYTES = 32;
  static final int BYTES = 1 + SCALAR_BYTES;

  static final ECPoint BASE;
  static final BigInteger ORDER;

  private static final ECJPAKECurve P256 = ECJPAKECurves.NIST_P256;

  static {
    BASE = P256.getG();
    ORDER = P256.getN();
  }

  private Points() {}

  /** A point of the curve, never the one at infinity. All of them have the order of the base. */
  static ECPoint parse(ByteBuffer from) throws PakeException {
    byte[] encoded = new byte[BYTES];
    from.get(encoded);
    if (encoded[0] != 2 && encoded[0] != 3) {
      throw PakeException.malformed("not a compressed point");
    }
    try {
      return P256.getCurve().decodePoint(encoded);
    } catch (IllegalArgumentException e) {
      throw PakeException.malformed("not a point of the curve");
    }
  }

  static byte[] encode(ECPoint point) {
    return point.getEncoded(true);
  }

  static void write(ECPoint point, ByteBuffer into) {
    into.put(encode(point));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
