package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * SSN/TSN Reset Request: everything is to be counted anew (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-4.3">RFC 6525 section 4.3</a>).
 *
 * <pre>
 * +-------------------------------+-------------------------------+
 * |           type = 15           |          length = 8           |
 * |               request sequence number of this                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param number consecutive, beginning with the initial TSN of its sender
 */
public record TsnResetRequest(int number) implements ReconfigParameter {
  static final int TYPE = 15;
  private static final int FIXED = 4;

  static TsnResetRequest parse(ByteBuffer value) throws MalformedPacketException {
    ReconfigParameter.require(value, FIXED);
    return new TsnResetRequest(value.getInt());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public int valueLength() {
    return FIXED;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(number);
  }
}
