package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * PAD: makes a packet longer and is ignored (<a
 * href="https://www.rfc-editor.org/rfc/rfc4820#section-3">RFC 4820 section 3</a>). A receiver that
 * does not know it skips it silently, for that is what its type asks for.
 *
 * @param padding bytes of padding after the chunk's header, 0 to 65531
 */
public record Pad(int padding) implements Chunk {

  public Pad {
    if (padding < 0 || padding > 0xffff - Packet.CHUNK_HEADER) {
      throw new IllegalArgumentException("padding of " + padding + " bytes");
    }
  }

  /** The chunk that takes {@code length} bytes of a packet: a multiple of 4, 4 to 65532. */
  public static Pad ofLength(int length) {
    return new Pad(length - Packet.CHUNK_HEADER);
  }

  static Pad parse(ByteBuffer value) {
    return new Pad(value.remaining());
  }

  @Override
  public int type() {
    return ChunkType.PAD;
  }

  @Override
  public int valueLength() {
    return padding;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    for (int left = padding; left > 0; left--) {
      out.put((byte) 0);
    }
  }
}
