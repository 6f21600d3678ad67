package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/** COOKIE ECHO: gives the state cookie back (RFC 9260 section 3.3.11). */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record CookieEcho(byte[] cookie) implements Chunk {

  static CookieEcho parse(ByteBuffer value) {
    return new CookieEcho(Chunk.bytes(value));
  }

  @Override
  public int type() {
    return ChunkType.COOKIE_ECHO;
  }

  @Override
  public int valueLength() {
    return cookie.length;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.put(cookie);
  }
}
