package io.sluice.crypto.dtls;

import org.jspecify.annotations.Nullable;

/**
 * One fragment of a plaintext handshake message (RFC 6347, section 4.2.2), where it lies in a
 * datagram.
 *
 * <pre>
 *    0      1        4             6                 9                 12
 *   | type | length | message seq | fragment offset | fragment length | body ...
 * </pre>
 *
 * @param messageLength the length of the whole message, at most {@link #MAX_MESSAGE}
 * @param bodyAt where the bytes of this fragment begin in the datagram
 */
record HandshakeFragment(
    int type, int messageLength, int messageSeq, int offset, int length, int bodyAt) {
  /** The length of the header in bytes. */
  static final int HEADER_BYTES = 12;

  /** The longest message in bytes: several times what any honest peer sends. */
  static final int MAX_MESSAGE = 4096;

  static final int CLIENT_HELLO = 1;
  static final int SERVER_HELLO = 2;
  static final int SERVER_KEY_EXCHANGE = 12;
  static final int SERVER_HELLO_DONE = 14;
  static final int CERTIFICATE_VERIFY = 15;
  static final int CLIENT_KEY_EXCHANGE = 16;

  /** The fragment at {@code at} of a record that ends at {@code end}; null if none is there. */
  static @Nullable HandshakeFragment parse(byte[] datagram, int at, int end) {
    if (end - at < HEADER_BYTES) {
      return null;
    }
    int messageLength = uint24(datagram, at + 1);
    int offset = uint24(datagram, at + 6);
    int length = uint24(datagram, at + 9);
    if (messageLength > MAX_MESSAGE
        || offset + length > messageLength
        || length > end - at - HEADER_BYTES) {
      return null;
    }
    int type = datagram[at] & 0xff;
    int messageSeq = RecordHeader.uint16(datagram, at + 4);
    return new HandshakeFragment(
        type, messageLength, messageSeq, offset, length, at + HEADER_BYTES);
  }

  /** Writes the header of a message in one fragment. */
  static void writeHeader(byte[] out, int at, int type, int messageLength, int messageSeq) {
    out[at] = (byte) type;
    putUint24(out, at + 1, messageLength);
    RecordHeader.putUint16(out, at + 4, messageSeq);
    putUint24(out, at + 6, 0);
    putUint24(out, at + 9, messageLength);
  }

  boolean isWhole() {
    return length == messageLength;
  }

  /** Where the next fragment of the same record would begin. */
  int end() {
    return bodyAt + length;
  }

  private static int uint24(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 16 | RecordHeader.uint16(bytes, at + 1);
  }

  private static void putUint24(byte[] out, int at, int value) {
    out[at] = (byte) (value >>> 16);
    RecordHeader.putUint16(out, at + 1, value & 0xffff);
  }
}
