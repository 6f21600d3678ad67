package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * SHUTDOWN: no more data will follow (RFC 9260 section 3.3.8).
 *
 * @param cumulativeTsn the last TSN received in sequence, as in a SACK
 */
public record Shutdown(int cumulativeTsn) implements Chunk {

  static Shutdown parse(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() != 4) {
      throw new MalformedPacketException("SHUTDOWN of " + value.remaining() + " bytes");
    }
    return new Shutdown(value.getInt());
  }

  @Override
  public int type() {
    return ChunkType.SHUTDOWN;
  }

  @Override
  public int valueLength() {
    return 4;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(cumulativeTsn);
  }
}
