package io.sluice.transport.fuzz;

import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes as a packet: every chunk gives a value or the one exception, and can be written again. */
public final class PacketFuzz {
  private PacketFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] packet) {
    try {
      Packet.validate(packet, 0, packet.length);
    } catch (MalformedPacketException e) {
      return;
    }
    int at = Packet.HEADER;
    while (at < packet.length) {
      try {
        read(packet, at);
      } catch (MalformedPacketException e) {
        // One of the two that are allowed.
      }
      at += Wire.padded(Wire.u16(packet, at + 2));
    }
  }

  private static void read(byte[] packet, int at) throws MalformedPacketException {
    if (Wire.u8(packet, at) == ChunkType.DATA) {
      return;
    }
    if (Wire.u8(packet, at) == ChunkType.SACK) {
      new Sack().read(packet, at);
      return;
    }
    Chunk chunk = Chunk.parse(packet, at);
    ByteBuffer once = ByteBuffer.allocate(chunk.length());
    chunk.write(once);
    Chunk again = Chunk.parse(once.array(), 0);
    ByteBuffer twice = ByteBuffer.allocate(again.length());
    again.write(twice);
    if (!Arrays.equals(once.array(), twice.array())) {
      throw new AssertionError("not the same when written again: " + chunk);
    }
  }
}
