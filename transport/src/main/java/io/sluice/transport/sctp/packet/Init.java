package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** INIT: asks for an association (RFC 9260 section 3.3.2). */
public record Init(InitFields fields) implements Chunk {

  static Init parse(ByteBuffer value) throws MalformedPacketException {
    return new Init(InitFields.parse(value));
  }

  @Override
  public int type() {
    return ChunkType.INIT;
  }

  @Override
  public int valueLength() {
    return fields.length();
  }

  @Override
  public void writeValue(ByteBuffer out) {
    fields.write(out);
  }
}
