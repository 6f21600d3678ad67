package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * A control chunk. DATA, I-DATA and SACK are not here: they are read and written in place, by
 * {@link Data}, {@link IData} and {@link Sack}, because there is one for nearly every packet.
 */
public sealed interface Chunk
    permits Init,
        InitAck,
        CookieEcho,
        CookieAck,
        Heartbeat,
        HeartbeatAck,
        Abort,
        ErrorReport,
        Shutdown,
        ShutdownAck,
        ShutdownComplete,
        Reconfig,
        Pad,
        ForwardTsn,
        IForwardTsn,
        UnknownChunk {

  /** The number on the wire, see {@link ChunkType}. */
  int type();

  /** The flags on the wire; most chunks have none. */
  default int flags() {
    return 0;
  }

  /** Bytes of the value, without header and padding. */
  int valueLength();

  /** Writes the value at the buffer's position, exactly {@link #valueLength()} bytes. */
  void writeValue(ByteBuffer out);

  /** Bytes in a packet, padding included. */
  default int length() {
    return Wire.padded(Packet.CHUNK_HEADER + valueLength());
  }

  /** Writes the chunk with its padding; {@link #length()} bytes must be free. */
  default void write(ByteBuffer out) {
    int start = out.position();
    out.put((byte) type());
    out.put((byte) flags());
    out.putShort((short) (Packet.CHUNK_HEADER + valueLength()));
    writeValue(out);
    while (out.position() < start + length()) {
      out.put((byte) 0);
    }
  }

  /**
   * Whether it may share a packet: INIT, INIT ACK and SHUTDOWN COMPLETE must not (section 6.10).
   */
  default boolean mayBeBundled() {
    return !(this instanceof Init || this instanceof InitAck || this instanceof ShutdownComplete);
  }

  /** Whether no chunk may come before it in its packet (RFC 9260 sections 5.1 and 6.10). */
  default boolean mustComeFirst() {
    return this instanceof CookieEcho || this instanceof CookieAck || !mayBeBundled();
  }

  /**
   * Reads the chunk at {@code offset} of a packet whose frame was validated.
   *
   * @throws MalformedPacketException when the value does not fit the type
   */
  static Chunk parse(byte[] packet, int offset) throws MalformedPacketException {
    int flags = Wire.u8(packet, offset + 1);
    int length = Wire.u16(packet, offset + 2) - Packet.CHUNK_HEADER;
    ByteBuffer value = ByteBuffer.wrap(packet, offset + Packet.CHUNK_HEADER, length).slice();
    int type = Wire.u8(packet, offset);
    return switch (type) {
      case ChunkType.INIT -> Init.parse(value);
      case ChunkType.INIT_ACK -> InitAck.parse(value);
      case ChunkType.HEARTBEAT -> Heartbeat.parse(value);
      case ChunkType.HEARTBEAT_ACK -> HeartbeatAck.parse(value);
      case ChunkType.ABORT -> Abort.parse(flags, value);
      case ChunkType.SHUTDOWN -> Shutdown.parse(value);
      case ChunkType.SHUTDOWN_ACK -> new ShutdownAck();
      case ChunkType.ERROR -> ErrorReport.parse(value);
      case ChunkType.COOKIE_ECHO -> CookieEcho.parse(value);
      case ChunkType.COOKIE_ACK -> new CookieAck();
      case ChunkType.SHUTDOWN_COMPLETE -> new ShutdownComplete((flags & 1) != 0);
      case ChunkType.RE_CONFIG -> Reconfig.parse(value);
      case ChunkType.PAD -> Pad.parse(value);
      case ChunkType.FORWARD_TSN -> ForwardTsn.parse(value);
      case ChunkType.I_FORWARD_TSN -> IForwardTsn.parse(value);
      default -> new UnknownChunk(type, flags, bytes(value));
    };
  }

  /** The bytes that remain, copied. */
  static byte[] bytes(ByteBuffer value) {
    byte[] copy = new byte[value.remaining()];
    value.get(copy);
    return copy;
  }
}
