package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Outgoing SSN Reset Request: streams of its sender begin anew (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-4.1">RFC 6525 section 4.1</a>).
 *
 * <pre>
 * +-------------------------------+-------------------------------+
 * |           type = 13           |            length             |
 * |               request sequence number of this                 |
 * |  response sequence number: the request that this one answers  |
 * |                  sender's last assigned TSN                   |
 * |       stream identifier       |              ...              |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param number consecutive, beginning with the initial TSN of its sender
 * @param answered the number of the {@link IncomingResetRequest} that asked for it, or the last
 *     number that was seen
 * @param lastTsn chunks up to this one belong to the streams as they were
 * @param streamIds which; none means all
 */
public record OutgoingResetRequest(int number, int answered, int lastTsn, List<Integer> streamIds)
    implements ReconfigParameter {
  static final int TYPE = 13;
  private static final int FIXED = 12;

  /** Bytes of a RE-CONFIG chunk with this parameter alone, before the stream identifiers. */
  public static final int OVERHEAD = Packet.CHUNK_HEADER + 4 + FIXED;

  public OutgoingResetRequest {
    streamIds = List.copyOf(streamIds);
  }

  static OutgoingResetRequest parse(ByteBuffer value) throws MalformedPacketException {
    ReconfigParameter.require(value, FIXED);
    return new OutgoingResetRequest(
        value.getInt(), value.getInt(), value.getInt(), ReconfigParameter.streamIds(value));
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
    out.putInt(number).putInt(answered).putInt(lastTsn);
    streamIds.forEach(id -> out.putShort(id.shortValue()));
  }
}
