package io.sluice.crypto.dtls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of a DTLS 1.2 record (RFC 6347, section 4.1), read and written in place.
 *
 * <pre>
 *    0      1         3       5                   11       13
 *   | type | version | epoch | sequence number   | length | fragment ...
 * </pre>
 */
final class RecordHeader {
  /** The length of the header in bytes. */
  static final int BYTES = 13;

  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;

  /** The version field of every record that sluice writes. */
  static final int DTLS_1_2 = 0xfefd;

  /** The version field that a ClientHello may carry instead. */
  static final int DTLS_1_0 = 0xfeff;

  private static final long SEQUENCE_MASK = 0xffff_ffff_ffffL;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private RecordHeader() {}

  /**
   * The length, with header, of the record at {@code offset} of a datagram that ends at {@code
   * end}; -1 if no whole record with a DTLS 1.x version is there. All other readers rely on it.
   */
  static int recordLength(byte[] datagram, int offset, int end) {
    if (end - offset < BYTES) {
      return -1;
    }
    int version = uint16(datagram, offset + 1);
    int length = BYTES + uint16(datagram, offset + 11);
    boolean known = version == DTLS_1_2 || version == DTLS_1_0;
    return known && length <= end - offset ? length : -1;
  }

  static int type(byte[] record, int offset) {
    return record[offset] & 0xff;
  }

  static int version(byte[] record, int offset) {
    return uint16(record, offset + 1);
  }

  static int epoch(byte[] record, int offset) {
    return uint16(record, offset + 3);
  }

  static long sequence(byte[] record, int offset) {
    return epochAndSequence(record, offset) & SEQUENCE_MASK;
  }

  /** Epoch and sequence number as the 64 bits that nonce and additional data take. */
  static long epochAndSequence(byte[] record, int offset) {
    return (long) LONG.get(record, offset + 3);
  }

  static void write(byte[] out, int offset, int type, long epochAndSequence, int fragmentLength) {
    out[offset] = (byte) type;
    putUint16(out, offset + 1, DTLS_1_2);
    putLong(out, offset + 3, epochAndSequence);
    putUint16(out, offset + 11, fragmentLength);
  }

  static int uint16(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset) & 0xffff;
  }

  static void putUint16(byte[] out, int offset, int value) {
    SHORT.set(out, offset, (short) value);
  }

  static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void putLong(byte[] out, int offset, long value) {
    LONG.set(out, offset, value);
  }
}
