package io.sluice.transport.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message as it came from the network (RFC 8489 section 5), read as far as admission needs
 * it. Any bytes give a message or null.
 *
 * <pre>
 *  0                   1                   2                   3
 * |0 0|     type (14)             |        length after 20 bytes  |
 * |                         magic cookie                          |
 * |                     transaction id (96)                       |
 * |   attributes: type (16), length (16), value padded to 4 ...
 * </pre>
 */
final class StunMessage {
  static final int BINDING_REQUEST = 0x0001;
  static final int BINDING_SUCCESS = 0x0101;
  static final int BINDING_ERROR = 0x0111;

  static final int MAGIC_COOKIE = 0x2112A442;
  static final int HEADER = 20;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  /** The longest that is read: checks and their answers are a tenth of it. */
  private static final int LONGEST = 1280;

  private final byte[] bytes;
  private final ByteBuffer view;
  private @Nullable ByteBuffer username;
  private @Nullable ByteBuffer error;
  private @Nullable ByteBuffer mapped;
  private long tieBreaker;
  private int integrityAt = -1;

  private StunMessage(byte[] bytes) {
    this.bytes = bytes;
    view = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a datagram; its bytes are copied.
   *
   * @return null if it is no well-formed STUN message
   */
  static @Nullable StunMessage parse(byte[] array, int offset, int length) {
    if (length < HEADER || length > LONGEST || length % 4 != 0 || array[offset] >>> 6 != 0) {
      return null;
    }
    StunMessage message = new StunMessage(Arrays.copyOfRange(array, offset, offset + length));
    boolean headed =
        message.view.getShort(2) == length - HEADER && message.view.getInt(4) == MAGIC_COOKIE;
    return headed && message.readAttributes() ? message : null;
  }

  private boolean readAttributes() {
    int at = HEADER;
    while (at < bytes.length) {
      int type = view.getShort(at) & 0xffff;
      int length = view.getShort(at + 2) & 0xffff;
      if (at + 4 + length > bytes.length) {
        return false;
      }
      // RFC 8489 section 14.5: what follows MESSAGE-INTEGRITY is not protected, and is ignored.
      if (integrityAt < 0) {
        take(type, at, view.slice(at + 4, length));
      }
      at += 4 + (length + 3 & ~3);
    }
    return true;
  }

  private void take(int type, int at, ByteBuffer value) {
    switch (type) {
      case USERNAME -> username = value;
      case ERROR_CODE -> error = value;
      case XOR_MAPPED_ADDRESS -> mapped = value;
      case MESSAGE_INTEGRITY -> integrityAt = value.remaining() == Stun.MAC_BYTES ? at : -1;
      case ICE_CONTROLLED, ICE_CONTROLLING -> {
        if (value.remaining() == Long.BYTES) {
          tieBreaker = value.getLong(0);
        }
      }
      default -> {}
    }
  }

  /** The whole message; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  int type() {
    return view.getShort(0);
  }

  /** The 96 bits that tie a response to its request; equal by value. */
  ByteBuffer transactionId() {
    return view.slice(8, 12).asReadOnlyBuffer();
  }

  boolean hasUsername(String expected) {
    ByteBuffer value = username;
    return value != null
        && value.equals(ByteBuffer.wrap(expected.getBytes(StandardCharsets.UTF_8)));
  }

  /** The number by which an ICE agent's requests can be told from another's; 0 if there is none. */
  long tieBreaker() {
    return tieBreaker;
  }

  /** Whether this is an error response with the given code and reason (RFC 8489 section 14.8). */
  boolean isError(int code, String reason) {
    ByteBuffer value = error;
    if (type() != BINDING_ERROR || value == null || value.remaining() < 4) {
      return false;
    }
    ByteBuffer text = value.slice(4, value.remaining() - 4);
    return errorCode() == code
        && text.equals(ByteBuffer.wrap(reason.getBytes(StandardCharsets.UTF_8)));
  }

  /** The address a STUN server saw (RFC 8489 section 14.2), or null if it says none we can read. */
  @Nullable InetSocketAddress mappedAddress() {
    return address(mapped);
  }

  /** The address in an attribute of another type that is written the same way. */
  @Nullable InetSocketAddress address(int type) {
    return address(attribute(type));
  }

  private @Nullable InetSocketAddress address(@Nullable ByteBuffer value) {
    if (value == null || value.remaining() < 8) {
      return null;
    }
    int addressLength = value.get(1) == 1 ? 4 : 16;
    if (value.remaining() != 4 + addressLength) {
      return null;
    }
    byte[] address = new byte[addressLength];
    for (int i = 0; i < addressLength; i++) {
      // The cookie and the transaction id lie side by side in the header.
      address[i] = (byte) (value.get(4 + i) ^ bytes[4 + i]);
    }
    try {
      int port = (value.getShort(2) ^ MAGIC_COOKIE >>> 16) & 0xffff;
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + addressLength + " bytes", e);
    }
  }

  /** The value of the first attribute of a type before MESSAGE-INTEGRITY, or null. */
  @Nullable ByteBuffer attribute(int wanted) {
    int end = integrityAt < 0 ? bytes.length : integrityAt;
    for (int at = HEADER; at < end; ) {
      int length = view.getShort(at + 2) & 0xffff;
      if ((view.getShort(at) & 0xffff) == wanted) {
        return view.slice(at + 4, length);
      }
      at += 4 + (length + 3 & ~3);
    }
    return null;
  }

  /** The code of an error response (RFC 8489 section 14.8); 0 if there is none. */
  int errorCode() {
    ByteBuffer value = error;
    return value == null || value.remaining() < 4
        ? 0
        : (value.get(2) & 7) * 100 + (value.get(3) & 0xff);
  }

  /** Whether the message was made by who knows the password (RFC 8489 section 14.5). */
  boolean isProvenBy(String password) {
    return isProvenBy(password.getBytes(StandardCharsets.UTF_8));
  }

  /** The same under a key that is no password. */
  boolean isProvenBy(byte[] key) {
    if (integrityAt < 0) {
      return false;
    }
    byte[] expected = Stun.integrity(bytes, integrityAt, key);
    int value = integrityAt + 4;
    return MessageDigest.isEqual(
        expected, Arrays.copyOfRange(bytes, value, value + Stun.MAC_BYTES));
  }
}
