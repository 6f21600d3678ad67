package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Reliability;
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
 * <p>The lowest bits of the channel type say what the reliability parameter counts: nothing,
 * retransmissions, or milliseconds.
 *
 * @param options a limit of retransmissions above 65535 is read as 65535; a lifetime is written in
 *     whole milliseconds, rounded up
 */
record DcepOpen(ChannelOptions options) implements DcepMessage {
  static final int TYPE = 0x03;

  private static final int HEADER_BYTES = 12;
  private static final int RELIABLE = 0;
  private static final int RETRANSMISSIONS = 1;
  private static final int LIFETIME = 2;
  private static final int UNORDERED = 0x80;
  private static final long MILLISECOND = 1_000_000;
  private static final long MAX_LIMIT = 0xffff_ffffL;

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
    boolean ordered = (channelType & UNORDERED) == 0;
    Reliability reliability = reliability(channelType & ~UNORDERED, in.getInt(4) & MAX_LIMIT);
    int priority = in.getShort(2) & 0xffff;
    String label = text(in.slice(HEADER_BYTES, labelLength));
    String protocol = text(in.slice(HEADER_BYTES + labelLength, protocolLength));
    return new DcepOpen(new ChannelOptions(label, protocol, ordered, reliability, priority));
  }

  private static Reliability reliability(int kind, long limit) {
    return switch (kind) {
      // RFC 8832 section 5.1: the parameter of a reliable channel is ignored.
      case RELIABLE -> Reliability.FULL;
      case RETRANSMISSIONS -> new Reliability.LimitedRetransmissions((int) Math.min(0xffff, limit));
      case LIFETIME -> new Reliability.LimitedLifetime(limit * MILLISECOND);
      default -> throw new MalformedDcepException("channel type " + kind);
    };
  }

  @Override
  public ByteBuffer write() {
    int kind = RELIABLE;
    long limit = 0;
    switch (options.reliability()) {
      case Reliability.Full _ -> {}
      case Reliability.LimitedRetransmissions(int most) -> {
        kind = RETRANSMISSIONS;
        limit = most;
      }
      case Reliability.LimitedLifetime(long nanos) -> {
        kind = LIFETIME;
        limit = Math.min(MAX_LIMIT, Math.ceilDiv(nanos, MILLISECOND));
      }
    }
    byte[] label = options.label().getBytes(StandardCharsets.UTF_8);
    byte[] protocol = options.protocol().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER_BYTES + label.length + protocol.length)
        .put((byte) TYPE)
        .put((byte) (kind | (options.ordered() ? 0 : UNORDERED)))
        .putShort((short) options.priority())
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
