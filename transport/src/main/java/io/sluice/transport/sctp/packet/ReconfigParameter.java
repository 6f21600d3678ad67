package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter of {@link Reconfig} (RFC 6525 section 4). */
public sealed interface ReconfigParameter
    permits OutgoingResetRequest,
        IncomingResetRequest,
        TsnResetRequest,
        ReconfigResponse,
        AddStreamsRequest {

  /** The number on the wire. */
  int type();

  /** Bytes of the value, without header and padding. */
  int valueLength();

  /** Writes the value at the buffer's position, exactly {@link #valueLength()} bytes. */
  void writeValue(ByteBuffer out);

  /** The parameter, or null when the type is none of RE-CONFIG's. */
  static @Nullable ReconfigParameter parse(int type, ByteBuffer value)
      throws MalformedPacketException {
    return switch (type) {
      case OutgoingResetRequest.TYPE -> OutgoingResetRequest.parse(value);
      case IncomingResetRequest.TYPE -> IncomingResetRequest.parse(value);
      case TsnResetRequest.TYPE -> TsnResetRequest.parse(value);
      case ReconfigResponse.TYPE -> ReconfigResponse.parse(value);
      case AddStreamsRequest.TYPE_OUTGOING -> AddStreamsRequest.parse(true, value);
      case AddStreamsRequest.TYPE_INCOMING -> AddStreamsRequest.parse(false, value);
      default -> null;
    };
  }

  /** The stream identifiers that fill the rest of a value. */
  static List<Integer> streamIds(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() % 2 != 0) {
      throw new MalformedPacketException("stream identifier cut");
    }
    List<Integer> streamIds = new ArrayList<>(value.remaining() / 2);
    while (value.hasRemaining()) {
      streamIds.add(value.getShort() & 0xffff);
    }
    return streamIds;
  }

  /** Checks that a value has at least its fixed fields. */
  static void require(ByteBuffer value, int fixed) throws MalformedPacketException {
    if (value.remaining() < fixed) {
      throw new MalformedPacketException("RE-CONFIG parameter of " + value.remaining() + " bytes");
    }
  }
}
