package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** INIT ACK: the answer to INIT, with the state cookie (RFC 9260 section 3.3.3). */
public record InitAck(InitFields fields) implements Chunk {

  static InitAck parse(ByteBuffer value) throws MalformedPacketException {
    return new InitAck(InitFields.parse(value));
  }

  @Override
  public int type() {
    return ChunkType.INIT_ACK;
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
