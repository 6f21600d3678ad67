package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Incoming SSN Reset Request: asks the receiver to reset streams that it sends on (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-4.2">RFC 6525 section 4.2</a>).
 *
 * <pre>
 * +-------------------------------+-------------------------------+
 * |           type = 14           |            length             |
 * |               request sequence number of this                 |
 * |       stream identifier       |              ...              |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param number consecutive, beginning with the initial TSN of its sender
 * @param streamIds which; none means all
 */
public record IncomingResetRequest(int number, List<Integer> streamIds)
    implements ReconfigParameter {
  static final int TYPE = 14;
  private static final int FIXED = 4;

  public IncomingResetRequest {
    streamIds = List.copyOf(streamIds);
  }

  static IncomingResetRequest parse(ByteBuffer value) throws MalformedPacketException {
    ReconfigParameter.require(value, FIXED);
    return new IncomingResetRequest(value.getInt(), ReconfigParameter.streamIds(value));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public int valueLength() {
    return FIXED + 2 * streamIds.size();
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(number);
    streamIds.forEach(id -> out.putShort(id.shortValue()));
  }
}
