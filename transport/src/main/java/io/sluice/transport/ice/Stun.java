package io.sluice.transport.ice;

import static io.sluice.transport.ice.StunMessage.BINDING_ERROR;
import static io.sluice.transport.ice.StunMessage.BINDING_REQUEST;
import static io.sluice.transport.ice.StunMessage.ERROR_CODE;
import static io.sluice.transport.ice.StunMessage.HEADER;
import static io.sluice.transport.ice.StunMessage.MAGIC_COOKIE;
import static io.sluice.transport.ice.StunMessage.MESSAGE_INTEGRITY;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes the few STUN messages that are ours and not ice4j's (RFC 8489). */
final class Stun {
  /** The bytes of an HMAC-SHA1. */
  static final int MAC_BYTES = 20;

  private static final int FINGERPRINT = 0x8028;

  private Stun() {}

  /** A Binding request to a STUN server, which asks for no credentials. */
  static byte[] bindingRequest(ByteBuffer transactionId) {
    ByteBuffer out = ByteBuffer.allocate(HEADER);
    header(out, BINDING_REQUEST, transactionId);
    return out.array();
  }

  /** An error response to a request, under the password that the request was made with. */
  static byte[] error(StunMessage request, int code, String reason, String password) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int errorLength = 4 + text.length;
    int integrityAt = HEADER + 4 + (errorLength + 3 & ~3);
    int fingerprintAt = integrityAt + 4 + MAC_BYTES;
    ByteBuffer out = ByteBuffer.allocate(fingerprintAt + 8);
    header(out, BINDING_ERROR, request.transactionId());
    attribute(out, ERROR_CODE, errorLength);
    out.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100)).put(text);
    out.position(integrityAt);
    attribute(out, MESSAGE_INTEGRITY, MAC_BYTES);
    out.put(integrity(out.array(), integrityAt, password));
    attribute(out, FINGERPRINT, 4);
    out.putInt(fingerprint(out.array(), fingerprintAt));
    return out.array();
  }

  /** The HMAC over a message up to its MESSAGE-INTEGRITY (RFC 8489 section 14.5). */
  static byte[] integrity(byte[] message, int integrityAt, String password) {
    return integrity(message, integrityAt, password.getBytes(StandardCharsets.UTF_8));
  }

  /** The same under a key that is no password. */
  static byte[] integrity(byte[] message, int integrityAt, byte[] key) {
    byte[] covered = Arrays.copyOf(message, integrityAt);
    // The length in the header is to end with MESSAGE-INTEGRITY, whatever follows it.
    ByteBuffer.wrap(covered).putShort(2, (short) (integrityAt + 4 + MAC_BYTES - HEADER));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(covered);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA1", e);
    }
  }

  private static void header(ByteBuffer out, int type, ByteBuffer transactionId) {
    out.putShort((short) type)
        .putShort((short) (out.capacity() - HEADER))
        .putInt(MAGIC_COOKIE)
        .put(transactionId.duplicate());
  }

  private static void attribute(ByteBuffer out, int type, int length) {
    out.putShort((short) type).putShort((short) length);
  }

  // RFC 8489 section 14.7
  private static int fingerprint(byte[] message, int fingerprintAt) {
    CRC32 crc = new CRC32();
    crc.update(message, 0, fingerprintAt);
    return (int) crc.getValue() ^ 0x5354554e;
  }
}
