package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * HEARTBEAT: asks for an echo (RFC 9260 section 3.3.5).
 *
 * @param echo the whole value, a Heartbeat Info parameter with its header; the peer returns it as
 *     it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Heartbeat(byte[] echo) implements Chunk {
  private static final int HEARTBEAT_INFO = 1;

  /** A HEARTBEAT whose info is {@code info}. */
  public static Heartbeat of(byte[] info) {
    ByteBuffer echo = ByteBuffer.allocate(4 + info.length);
    echo.putShort((short) HEARTBEAT_INFO).putShort((short) (4 + info.length)).put(info);
    return new Heartbeat(echo.array());
  }

  static Heartbeat parse(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() < 4) {
      throw new MalformedPacketException("HEARTBEAT without info");
    }
    return new Heartbeat(Chunk.bytes(value));
  }

  @Override
  public int type() {
    return ChunkType.HEARTBEAT;
  }

  @Override
  public int valueLength() {
    return echo.length;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.put(echo);
  }
}
