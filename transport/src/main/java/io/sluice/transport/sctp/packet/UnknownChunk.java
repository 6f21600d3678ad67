package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** A chunk of a type that this implementation does not know (RFC 9260 section 3.2). */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record UnknownChunk(int type, int flags, byte[] value) implements Chunk {

  /** The chunk as it was, cut to {@code limit} bytes: what a report of it quotes. */
  public byte[] quote(int limit) {
    ByteBuffer whole = ByteBuffer.allocate(length());
    write(whole);
    return java.util.Arrays.copyOf(whole.array(), Math.min(limit, whole.position()));
  }

  @Override
  public int valueLength() {
    return value.length;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.put(value);
  }
}
