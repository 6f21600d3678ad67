package io.sluice.transport.sctp.packet;

/**
 * I-DATA, read and written in place: DATA whose fragments name their message and their place in it,
 * so that messages may be interleaved (<a
 * href="https://www.rfc-editor.org/rfc/rfc8260#section-2.1">RFC 8260 section 2.1</a>).
 *
 * <pre>
 * +---------------+-------+-------+-------------------------------+
 * |  type = 0x40  |       |I|U|B|E|            length             |
 * |                              TSN                              |
 * |       stream identifier       |           reserved            |
 * |                   message identifier (MID)                    |
 * |  first fragment: payload protocol identifier; else: FSN       |
 * |                          user data                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * Every method takes the array and the offset of the chunk in it. Flags, length, TSN and stream lie
 * where {@link Data} has them, and are read by its methods.
 */
public final class IData {
  /** Bytes before the user data. */
  public static final int HEADER = 20;

  private IData() {}

  /** The message identifier: one count for the ordered messages of a stream, one for the others. */
  public static int mid(byte[] array, int chunk) {
    return Wire.i32(array, chunk + 12);
  }

  /** The payload protocol identifier; only the first fragment has it. */
  public static int ppid(byte[] array, int chunk) {
    return Wire.i32(array, chunk + 16);
  }

  /** The fragment sequence number; that of the first fragment is 0 and not written. */
  public static int fsn(byte[] array, int chunk) {
    boolean begins = (Data.flags(array, chunk) & Data.BEGIN) != 0;
    return begins ? 0 : Wire.i32(array, chunk + 16);
  }

  /**
   * Writes the header of a chunk with {@code payload} bytes of user data.
   *
   * @param ppidOrFsn the payload protocol identifier when {@code flags} has {@link Data#BEGIN},
   *     else the fragment sequence number
   */
  public static void writeHeader(
      byte[] array,
      int chunk,
      int flags,
      int payload,
      int tsn,
      int streamId,
      int mid,
      int ppidOrFsn) {
    array[chunk] = ChunkType.I_DATA;
    array[chunk + 1] = (byte) flags;
    Wire.put16(array, chunk + 2, HEADER + payload);
    Wire.put32(array, chunk + 4, tsn);
    Wire.put16(array, chunk + 8, streamId);
    Wire.put16(array, chunk + 10, 0);
    Wire.put32(array, chunk + 12, mid);
    Wire.put32(array, chunk + 16, ppidOrFsn);
  }

  /** Zeroes the padding after the user data; returns the offset after it. */
  public static int pad(byte[] array, int chunk, int payload) {
    return Wire.pad(array, chunk + HEADER + payload, chunk + HEADER + Wire.padded(payload));
  }
}
