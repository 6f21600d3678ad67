package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** HEARTBEAT ACK: the value of a {@link Heartbeat}, returned (RFC 9260 section 3.3.6). */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record HeartbeatAck(byte[] echo) implements Chunk {

  static HeartbeatAck parse(ByteBuffer value) {
    return new HeartbeatAck(Chunk.bytes(value));
  }

  @Override
  public int type() {
    return ChunkType.HEARTBEAT_ACK;
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
