package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** SHUTDOWN ACK: all data of this side was acknowledged too (RFC 9260 section 3.3.9). */
public record ShutdownAck() implements Chunk {

  @Override
  public int type() {
    return ChunkType.SHUTDOWN_ACK;
  }

  @Override
  public int valueLength() {
    return 0;
  }

  @Override
  public void writeValue(ByteBuffer out) {}
}
