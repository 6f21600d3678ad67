package io.sluice.transport.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * DATA_CHANNEL_OPEN, <a href="https://www.rfc-editor.org/rfc/rfc8832#section-5.1">RFC 8832 section
 * 5.1</a>: the stream it comes on is a channel from now on.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Type = 0x03  |  Channel Type |            Priority           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                     Reliability Parameter                     |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         Label Length          |        Protocol Length        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                  Label, then Protocol (UTF-8)                 |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param reliability how long the sender repeats lost messages
 * @param limit retransmissions or milliseconds, 0 to 2^32-1, as {@code reliability} says; 0 when
 *     reliable
 * @param priority 0 to 65535, relative to the other channels (RFC 8831 section 6.4)
 */
record DcepOpen(ChannelOptions options, Reliability reliability, long limit, int priority)
    implements DcepMessage {
  static final int TYPE = 0x03;

  /** "Normal" of RFC 8831 section 6.4. */
  static final int NORMAL_PRIORITY = 256;

  private static final int HEADER_BYTES = 12;
  private static final int UNORDERED = 0x80;

  /** The channel type without its order bit. */
  enum Reliability {
    RELIABLE(0),
    LIMITED_RETRANSMISSIONS(1),
    LIMITED_LIFETIME(2);

    final int code;

    Reliability(int code) {
      this.code = code;
    }
  }

  /** A reliable channel. */
  static DcepOpen reliable(ChannelOptions options) {
    return new DcepOpen(options, Reliability.RELIABLE, 0, NORMAL_PRIORITY);
  }

  static DcepOpen parse(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < HEADER_BYTES) {
      throw new MalformedDcepException("an OPEN of " + in.remaining() + " bytes");
    }
    int labelLength = in.getShort(8) & 0xffff;
    int protocolLength = in.getShort(10) & 0xffff;
    if (in.remaining() != HEADER_BYTES + labelLength + protocolLength
        || Math.max(labelLength, protocolLength) > ChannelOptions.MAX_TEXT_BYTES) {
      throw new MalformedDcepException(
          "an OPEN of " + in.remaining() + " bytes for " + labelLength + " and " + protocolLength);
    }
    int channelType = in.get(1) & 0xff;
    Reliability reliability =
        switch (channelType & ~UNORDERED) {
          case 0 -> Reliability.RELIABLE;
          case 1 -> Reliability.LIMITED_RETRANSMISSIONS;
          case 2 -> Reliability.LIMITED_LIFETIME;
          default -> throw new MalformedDcepException("channel type " + channelType);
        };
    // RFC 8832 section 5.1: the parameter of a reliable channel is ignored.
    long limit = reliability == Reliability.RELIABLE ? 0 : in.getInt(4) & 0xffff_ffffL;
    String label = text(in.slice(HEADER_BYTES, labelLength));
    String protocol = text(in.slice(HEADER_BYTES + labelLength, protocolLength));
    boolean ordered = (channelType & UNORDERED) == 0;
    ChannelOptions options = new ChannelOptions(label, protocol, ordered);
    return new DcepOpen(options, reliability, limit, in.getShort(2) & 0xffff);
  }

  @Override
  public ByteBuffer write() {
    byte[] label = options.label().getBytes(StandardCharsets.UTF_8);
    byte[] protocol = options.protocol().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER_BYTES + label.length + protocol.length)
        .put((byte) TYPE)
        .put((byte) (reliability.code | (options.ordered() ? 0 : UNORDERED)))
        .putShort((short) priority)
        .putInt((int) limit)
        .putShort((short) label.length)
        .putShort((short) protocol.length)
        .put(label)
        .put(protocol)
        .flip();
  }

  private static String text(ByteBuffer utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedDcepException("a label or protocol that is not UTF-8");
    }
  }
}
