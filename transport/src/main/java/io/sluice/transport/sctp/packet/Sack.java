package io.sluice.transport.sctp.packet;

/**
 * SACK, read in place: a cursor that is moved from chunk to chunk (RFC 9260 section 3.3.4). It is
 * valid until the packet's array is used for something else.
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |   type = 3    |     flags     |            length             |
 * |                     cumulative TSN ack                        |
 * |             advertised receiver window (a_rwnd)               |
 * |     number of gap blocks      |     number of duplicates      |
 * |   gap start, from cumulative  |    gap end, from cumulative   |  ...
 * |                        duplicate TSN                          |  ...
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Sack {
  /** Bytes before the gap blocks. */
  public static final int HEADER = 16;

  private byte[] array = new byte[HEADER];
  private int chunk;
  private int gaps;
  private int duplicates;

  /**
   * Moves to the SACK at {@code chunk} and checks it wholly, so that none is obeyed in part.
   *
   * @throws MalformedPacketException when the counts do not fit the length, or the gap blocks are
   *     not in order, each apart from the one before
   */
  public void read(byte[] packet, int offset) throws MalformedPacketException {
    int length = Wire.u16(packet, offset + 2);
    if (length < HEADER) {
      throw new MalformedPacketException("SACK of " + length + " bytes");
    }
    array = packet;
    chunk = offset;
    gaps = Wire.u16(packet, offset + 12);
    duplicates = Wire.u16(packet, offset + 14);
    if (length != HEADER + 4 * (gaps + duplicates)) {
      throw new MalformedPacketException("SACK counts do not fit its length");
    }
    int last = 0;
    for (int i = 0; i < gaps; i++) {
      int start = Wire.u16(packet, offset + HEADER + 4 * i);
      int end = Wire.u16(packet, offset + HEADER + 4 * i + 2);
      if (start <= last || end < start) {
        throw new MalformedPacketException("SACK gap blocks out of order");
      }
      last = end;
    }
  }

  public int cumulativeTsn() {
    return Wire.i32(array, chunk + 4);
  }

  /** Bytes that the peer has room for, unsigned. */
  public long window() {
    return Wire.u32(array, chunk + 8);
  }

  public int gaps() {
    return gaps;
  }

  public int duplicates() {
    return duplicates;
  }

  /** First TSN of gap block {@code index}: received. */
  public int gapStart(int index) {
    return cumulativeTsn() + Wire.u16(array, chunk + HEADER + 4 * index);
  }

  /** TSN after the last of gap block {@code index}. */
  public int gapEnd(int index) {
    return cumulativeTsn() + Wire.u16(array, chunk + HEADER + 4 * index + 2) + 1;
  }

  /** The highest TSN that the SACK says was received. */
  public int highestTsn() {
    return gaps == 0 ? cumulativeTsn() : gapEnd(gaps - 1) - 1;
  }

  public int duplicate(int index) {
    return Wire.i32(array, chunk + HEADER + 4 * (gaps + index));
  }

  /** Writes everything but gap blocks and duplicates, which the caller has put behind it. */
  public static void writeHeader(
      byte[] array, int chunk, int cumulativeTsn, long window, int gaps, int duplicates) {
    array[chunk] = ChunkType.SACK;
    array[chunk + 1] = 0;
    Wire.put16(array, chunk + 2, HEADER + 4 * (gaps + duplicates));
    Wire.put32(array, chunk + 4, cumulativeTsn);
    Wire.put32(array, chunk + 8, (int) window);
    Wire.put16(array, chunk + 12, gaps);
    Wire.put16(array, chunk + 14, duplicates);
  }
}
