package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** COOKIE ACK: the association is established (RFC 9260 section 3.3.12). */
public record CookieAck() implements Chunk {

  @Override
  public int type() {
    return ChunkType.COOKIE_ACK;
  }

  @Override
  public int valueLength() {
    return 0;
  }

  @Override
  public void writeValue(ByteBuffer out) {}
}
