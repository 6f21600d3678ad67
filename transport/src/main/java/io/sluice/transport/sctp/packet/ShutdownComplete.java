package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * SHUTDOWN COMPLETE: the last chunk of an association (RFC 9260 section 3.3.13).
 *
 * @param reflected the T bit: the tag in the header is the one that the receiver itself sent
 */
public record ShutdownComplete(boolean reflected) implements Chunk {

  @Override
  public int type() {
    return ChunkType.SHUTDOWN_COMPLETE;
  }

  @Override
  public int flags() {
    return reflected ? 1 : 0;
  }

  @Override
  public int valueLength() {
    return 0;
  }

  @Override
  public void writeValue(ByteBuffer out) {}
}
