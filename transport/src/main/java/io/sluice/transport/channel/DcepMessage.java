package io.sluice.transport.channel;

import java.nio.ByteBuffer;

/**
 * A message of the Data Channel Establishment Protocol, <a
 * href="https://www.rfc-editor.org/rfc/rfc8832#section-5">RFC 8832 section 5</a>. Its first byte is
 * the type; the two types have nothing else in common.
 */
sealed interface DcepMessage permits DcepOpen, DcepAck {
  /**
   * Reads one message, which must fill the payload from position to limit.
   *
   * @throws MalformedDcepException for anything but a well-formed message of a known type
   */
  static DcepMessage parse(ByteBuffer payload) {
    if (!payload.hasRemaining()) {
      throw new MalformedDcepException("no message type");
    }
    int type = payload.get(payload.position()) & 0xff;
    return switch (type) {
      case DcepAck.TYPE -> DcepAck.parse(payload);
      case DcepOpen.TYPE -> DcepOpen.parse(payload);
      default -> throw new MalformedDcepException("message type " + type);
    };
  }

  /** The message as it goes on the wire. */
  ByteBuffer write();
}
