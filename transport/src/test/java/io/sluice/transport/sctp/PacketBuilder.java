package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets that a hand-made peer sends, and the ones it gets. */
public final class PacketBuilder {
  private static final int PORT = 5000;

  private final ByteBuffer out = ByteBuffer.allocate(65_535);

  private PacketBuilder(int tag) {
    Packet.writeHeader(out.array(), 0, PORT, PORT, tag);
    out.position(Packet.HEADER);
  }

  public static PacketBuilder packet(int tag) {
    return new PacketBuilder(tag);
  }

  public PacketBuilder chunk(Chunk chunk) {
    chunk.write(out);
    return this;
  }

  /** Bytes as they are, which may be no chunk at all. */
  public PacketBuilder raw(byte[] bytes) {
    out.put(bytes);
    return this;
  }

  public PacketBuilder data(int tsn, int flags, int stream, int ssn, int size) {
    int at = out.position();
    Data.writeHeader(out.array(), at, flags, size, tsn, stream, ssn, 53);
    out.position(Data.pad(out.array(), at, size));
    return this;
  }

  PacketBuilder idata(int tsn, int flags, int stream, int mid, int ppidOrFsn, int size) {
    int at = out.position();
    IData.writeHeader(out.array(), at, flags, size, tsn, stream, mid, ppidOrFsn);
    out.position(IData.pad(out.array(), at, size));
    return this;
  }

  public PacketBuilder sack(int cumulative, long window, int... gaps) {
    int at = out.position();
    Sack.writeHeader(out.array(), at, cumulative, window, gaps.length / 2, 0);
    out.position(at + Sack.HEADER);
    for (int gap : gaps) {
      out.putShort((short) gap);
    }
    return this;
  }

  /** Bytes so far. */
  public int length() {
    return out.position();
  }

  public ByteBuffer build() {
    new Checksum().seal(out.array(), 0, out.position());
    return ByteBuffer.wrap(out.array(), 0, out.position());
  }

  /** One packet of the association, or null. */
  public static byte @Nullable [] poll(Association association, long now) {
    byte[] into = new byte[2_000];
    int length = association.pollTransmit(into, 0, now);
    return length == 0 ? null : java.util.Arrays.copyOf(into, length);
  }

  /** Everything that the association has to send. */
  public static List<byte[]> pollAll(Association association, long now) {
    List<byte[]> packets = new ArrayList<>();
    byte[] packet;
    while ((packet = poll(association, now)) != null) {
      packets.add(packet);
    }
    return packets;
  }

  /** The types of the chunks of a packet. */
  public static List<Integer> types(byte[] packet) {
    List<Integer> types = new ArrayList<>();
    for (int at = Packet.HEADER; at < packet.length; at += padded(packet, at)) {
      types.add(Wire.u8(packet, at));
    }
    return types;
  }

  /** The first chunk of that type in the packets, or null. */
  public static <C extends Chunk> @Nullable C find(List<byte[]> packets, Class<C> type)
      throws Exception {
    for (byte[] packet : packets) {
      for (int at = Packet.HEADER; at < packet.length; at += padded(packet, at)) {
        if (isControl(Wire.u8(packet, at))) {
          Chunk chunk = Chunk.parse(packet, at);
          if (type.isInstance(chunk)) {
            return type.cast(chunk);
          }
        }
      }
    }
    return null;
  }

  private static boolean isControl(int type) {
    return type != ChunkType.DATA && type != ChunkType.I_DATA && type != ChunkType.SACK;
  }

  private static int padded(byte[] packet, int at) {
    return Wire.padded(Wire.u16(packet, at + 2));
  }
}
