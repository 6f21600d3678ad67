package io.sluice.transport.channel;

import java.nio.ByteBuffer;

/**
 * DATA_CHANNEL_ACK, <a href="https://www.rfc-editor.org/rfc/rfc8832#section-5.2">RFC 8832 section
 * 5.2</a>: the peer took the channel.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |  Type = 0x02  |
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
record DcepAck() implements DcepMessage {
  static final int TYPE = 0x02;

  static DcepAck parse(ByteBuffer payload) {
    if (payload.remaining() != 1) {
      throw new MalformedDcepException("an ACK of " + payload.remaining() + " bytes");
    }
    return new DcepAck();
  }

  @Override
  public ByteBuffer write() {
    return ByteBuffer.wrap(new byte[] {TYPE});
  }
}
