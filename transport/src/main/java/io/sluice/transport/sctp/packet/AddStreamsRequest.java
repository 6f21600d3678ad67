package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * Add Outgoing, or Incoming, Streams Request (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-4.5">RFC 6525 sections 4.5 and 4.6</a>).
 *
 * <pre>
 * +-------------------------------+-------------------------------+
 * | type = 17 outgoing, 18 incoming          length = 12          |
 * |               request sequence number of this                 |
 * |     number of new streams     |           reserved            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param outgoing whether they are streams on which the sender of the request sends
 * @param number consecutive, beginning with the initial TSN of its sender
 * @param streams how many
 */
public record AddStreamsRequest(boolean outgoing, int number, int streams)
    implements ReconfigParameter {
  static final int TYPE_OUTGOING = 17;
  static final int TYPE_INCOMING = 18;
  private static final int FIXED = 8;

  static AddStreamsRequest parse(boolean outgoing, ByteBuffer value)
      throws MalformedPacketException {
    ReconfigParameter.require(value, FIXED);
    return new AddStreamsRequest(outgoing, value.getInt(), value.getShort() & 0xffff);
  }

  @Override
  public int type() {
    return outgoing ? TYPE_OUTGOING : TYPE_INCOMING;
  }

  @Override
  public int valueLength() {
    return FIXED;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(number).putShort((short) streams).putShort((short) 0);
  }
}
