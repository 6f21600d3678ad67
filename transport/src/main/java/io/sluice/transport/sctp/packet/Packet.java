package io.sluice.transport.sctp.packet;

/**
 * The frame of a packet: common header and the chain of chunks (RFC 9260 section 3).
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |       source port             |       destination port        |
 * +-------------------------------+-------------------------------+
 * |                       verification tag                        |
 * +---------------------------------------------------------------+
 * |              checksum: CRC32c, least byte first               |
 * +---------------+---------------+-------------------------------+
 * |  chunk type   |     flags     |  length without padding       |  then the next chunk
 * </pre>
 */
public final class Packet {
  /** Length of the common header. */
  public static final int HEADER = 12;

  /** Length of the header of a chunk, a part of the chunk's length. */
  public static final int CHUNK_HEADER = 4;

  private Packet() {}

  public static int sourcePort(byte[] array, int offset) {
    return Wire.u16(array, offset);
  }

  public static int destinationPort(byte[] array, int offset) {
    return Wire.u16(array, offset + 2);
  }

  public static int verificationTag(byte[] array, int offset) {
    return Wire.i32(array, offset + 4);
  }

  public static int checksum(byte[] array, int offset) {
    return Wire.i32(array, offset + 8);
  }

  /** Writes the header; the checksum is 0 until {@link Checksum#seal}. */
  public static void writeHeader(byte[] array, int offset, int source, int destination, int tag) {
    Wire.put16(array, offset, source);
    Wire.put16(array, offset + 2, destination);
    Wire.put32(array, offset + 4, tag);
    Wire.put32(array, offset + 8, 0);
  }

  /**
   * Checks the chain of chunks to its end: afterwards it can be walked freely. The last chunk may
   * lack its padding.
   */
  public static void validate(byte[] array, int offset, int length)
      throws MalformedPacketException {
    int end = offset + length;
    int at = offset + HEADER;
    if (end - at < CHUNK_HEADER) {
      throw new MalformedPacketException("packet without chunk");
    }
    while (at < end) {
      if (end - at < CHUNK_HEADER) {
        throw new MalformedPacketException("chunk header cut");
      }
      int chunk = Wire.u16(array, at + 2);
      if (chunk < CHUNK_HEADER || chunk > end - at) {
        throw new MalformedPacketException("chunk length " + chunk);
      }
      at += Wire.padded(chunk);
    }
  }
}
