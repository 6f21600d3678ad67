package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What INIT and INIT ACK have in common (RFC 9260 sections 3.3.2 and 3.3.3).
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                         initiate tag                          |
 * |           advertised receiver window (a_rwnd), bytes          |
 * |   number of outbound streams  |  number of inbound streams    |
 * |                          initial TSN                          |
 * |                     parameters, see Parameter                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param tag what the other side must put into the header of its packets; never 0 in a valid chunk
 * @param window bytes, unsigned
 */
public record InitFields(
    int tag,
    long window,
    int outgoingStreams,
    int incomingStreams,
    int initialTsn,
    List<Parameter> parameters) {
  private static final int FIXED = 16;

  public InitFields {
    parameters = List.copyOf(parameters);
  }

  static InitFields parse(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() < FIXED) {
      throw new MalformedPacketException("INIT of " + value.remaining() + " bytes");
    }
    return new InitFields(
        value.getInt(),
        value.getInt() & 0xffff_ffffL,
        value.getShort() & 0xffff,
        value.getShort() & 0xffff,
        value.getInt(),
        Parameter.parseAll(value));
  }

  /** Whether a peer may send it: RFC 9260 section 3.3.2 forbids a tag, or a stream count, of 0. */
  public boolean isAcceptable() {
    return tag != 0 && outgoingStreams != 0 && incomingStreams != 0;
  }

  int length() {
    return FIXED + Parameter.lengthOf(parameters);
  }

  void write(ByteBuffer out) {
    out.putInt(tag).putInt((int) window);
    out.putShort((short) outgoingStreams).putShort((short) incomingStreams);
    out.putInt(initialTsn);
    Parameter.writeAll(parameters, out);
  }
}
