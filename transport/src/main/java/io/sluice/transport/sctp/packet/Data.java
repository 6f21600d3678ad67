package io.sluice.transport.sctp.packet;

/**
 * DATA, read and written in place (RFC 9260 section 3.3.1; I bit: RFC 7053).
 *
 * <pre>
 * +---------------+-------+-------+-------------------------------+
 * |   type = 0    |       |I|U|B|E|            length             |
 * |                              TSN                              |
 * |       stream identifier       |    stream sequence number     |
 * |                payload protocol identifier                    |
 * |                          user data                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * Every method takes the array and the offset of the chunk in it.
 */
public final class Data {
  /** Bytes before the user data. */
  public static final int HEADER = 16;

  /** The fragment ends a message. */
  public static final int END = 1;

  /** The fragment begins a message. */
  public static final int BEGIN = 2;

  /** The message has no place in the order of its stream. */
  public static final int UNORDERED = 4;

  /** The sender asks for a SACK without delay. */
  public static final int IMMEDIATE = 8;

  private Data() {}

  public static int flags(byte[] array, int chunk) {
    return Wire.u8(array, chunk + 1);
  }

  /** The chunk's length: header and user data, no padding. */
  public static int length(byte[] array, int chunk) {
    return Wire.u16(array, chunk + 2);
  }

  public static int tsn(byte[] array, int chunk) {
    return Wire.i32(array, chunk + 4);
  }

  public static int streamId(byte[] array, int chunk) {
    return Wire.u16(array, chunk + 8);
  }

  public static int ssn(byte[] array, int chunk) {
    return Wire.u16(array, chunk + 10);
  }

  public static int ppid(byte[] array, int chunk) {
    return Wire.i32(array, chunk + 12);
  }

  /** Writes the header of a chunk with {@code payload} bytes of user data. */
  public static void writeHeader(
      byte[] array, int chunk, int flags, int payload, int tsn, int streamId, int ssn, int ppid) {
    array[chunk] = ChunkType.DATA;
    array[chunk + 1] = (byte) flags;
    Wire.put16(array, chunk + 2, HEADER + payload);
    Wire.put32(array, chunk + 4, tsn);
    Wire.put16(array, chunk + 8, streamId);
    Wire.put16(array, chunk + 10, ssn);
    Wire.put32(array, chunk + 12, ppid);
  }

  /** Sets the I bit of a chunk: the peer is asked for a SACK at once (RFC 7053 section 3). */
  public static void demandSack(byte[] array, int chunk) {
    array[chunk + 1] |= IMMEDIATE;
  }

  /** Zeroes the padding after the user data; returns the offset after it. */
  public static int pad(byte[] array, int chunk, int payload) {
    return Wire.pad(array, chunk + HEADER + payload, chunk + HEADER + Wire.padded(payload));
  }
}
