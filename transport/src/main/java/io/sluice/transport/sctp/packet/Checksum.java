package io.sluice.transport.sctp.packet;

import java.util.zip.CRC32C;

/**
 * The checksum of packets (RFC 9260 section 6.8). An association has its own, because the JDK's
 * CRC32C is an object and a packet is to cost none.
 */
public final class Checksum {
  private static final int FIELD = 8;

  private static final byte[] ZERO = new byte[4];

  private final CRC32C crc = new CRC32C();

  /** Puts the checksum into a finished packet, whose field for it is 0. */
  public void seal(byte[] array, int offset, int length) {
    crc.reset();
    crc.update(array, offset, length);
    Wire.put32(array, offset + FIELD, value());
  }

  /** Whether the checksum is right; the packet has a whole header. */
  public boolean holds(byte[] array, int offset, int length) {
    crc.reset();
    crc.update(array, offset, FIELD);
    crc.update(ZERO, 0, ZERO.length);
    crc.update(array, offset + Packet.HEADER, length - Packet.HEADER);
    return value() == Packet.checksum(array, offset);
  }

  private int value() {
    return Integer.reverseBytes((int) crc.getValue());
  }
}
