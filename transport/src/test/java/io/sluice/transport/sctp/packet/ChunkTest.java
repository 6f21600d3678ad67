package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void controlChunksAreWrittenAsTheyWereRead() throws Exception {
    for (String name : Golden.NAMES) {
      if (name.contains("data") || name.equals("sack") || name.equals("abort")) {
        continue;
      }
      byte[] packet = Golden.load(name);
      ByteBuffer out = ByteBuffer.allocate(packet.length);
      out.position(Packet.HEADER);
      int at = Packet.HEADER;
      while (at < packet.length) {
        Chunk chunk = Chunk.parse(packet, at);
        chunk.write(out);
        at += Wire.padded(Wire.u16(packet, at + 2));
        assertEquals(at, out.position(), name);
      }
      assertArrayEquals(
          Arrays.copyOfRange(packet, Packet.HEADER, packet.length),
          Arrays.copyOfRange(out.array(), Packet.HEADER, packet.length),
          name);
    }
  }

  @Test
  void initTellsWhatThePeerCanDo() throws Exception {
    Init init = assertInstanceOf(Init.class, first("init"));
    assertEquals(0xa1b2c3d4, init.fields().tag());
    assertEquals(5 << 20, init.fields().window());
    assertEquals(65535, init.fields().outgoingStreams());
    assertEquals(65535, init.fields().incomingStreams());
    assertEquals(-2, init.fields().initialTsn());
    List<Parameter> parameters = init.fields().parameters();
    assertEquals(Parameter.FORWARD_TSN_SUPPORTED, parameters.get(0).type());
    assertEquals(Parameter.SUPPORTED_EXTENSIONS, parameters.get(1).type());
    assertEquals("82c0", HEX.formatHex(parameters.get(1).value()));
  }

  @Test
  void zeroChecksumCountsOnlyForDtls() throws Exception {
    Init init = assertInstanceOf(Init.class, first("init-zero-checksum"));
    Parameter parameter = init.fields().parameters().getFirst();
    assertTrue(parameter.allowsZeroChecksumOverDtls());
    assertFalse(
        new Parameter(Parameter.ZERO_CHECKSUM, new byte[] {0, 0, 0, 2})
            .allowsZeroChecksumOverDtls());
    assertFalse(new Parameter(Parameter.ZERO_CHECKSUM, new byte[3]).allowsZeroChecksumOverDtls());
    assertArrayEquals(Parameter.zeroChecksum().value(), parameter.value());
  }

  @Test
  void aMalformedCauseDoesNotSaveFromAnAbort() throws Exception {
    Abort abort = assertInstanceOf(Abort.class, first("abort"));
    assertEquals(2, abort.causes().size());
    assertEquals("user abort: bye", abort.causes().getFirst().describe());
    byte[] packet = Golden.load("abort");
    Wire.put16(packet, Packet.HEADER + 4 + 2, 0xffff);
    Abort lying = assertInstanceOf(Abort.class, Chunk.parse(packet, Packet.HEADER));
    assertEquals(List.of(), lying.causes());
  }

  @Test
  void parametersThatLieAboutTheirLengthAreMalformed() {
    for (int length : new int[] {0, 3, 11, 0xffff}) {
      byte[] packet = Golden.load("init-zero-checksum");
      Wire.put16(packet, Packet.HEADER + 20 + 2, length);
      assertThrows(
          MalformedPacketException.class,
          () -> Chunk.parse(packet, Packet.HEADER),
          "length " + length);
    }
  }

  @Test
  void theLastParameterMayLackItsPaddingButNotItsValue() throws Exception {
    byte[] packet = Golden.load("init");
    Wire.put16(packet, Packet.HEADER + 2, 29);
    assertThrows(MalformedPacketException.class, () -> Chunk.parse(packet, Packet.HEADER));
    Wire.put16(packet, Packet.HEADER + 2, 27);
    assertThrows(MalformedPacketException.class, () -> Chunk.parse(packet, Packet.HEADER));
    Wire.put16(packet, Packet.HEADER + 2, 24);
    Init init = assertInstanceOf(Init.class, Chunk.parse(packet, Packet.HEADER));
    assertEquals(1, init.fields().parameters().size());
  }

  @Test
  void shortValuesAreMalformed() {
    for (String name : List.of("init", "init-ack", "heartbeat", "shutdown")) {
      byte[] packet = Golden.load(name);
      Wire.put16(packet, Packet.HEADER + 2, 6);
      assertThrows(MalformedPacketException.class, () -> Chunk.parse(packet, Packet.HEADER), name);
    }
  }

  @Test
  void anUnknownChunkIsQuotedNoLongerThanAsked() throws Exception {
    UnknownChunk chunk = assertInstanceOf(UnknownChunk.class, first("unknown-chunk"));
    assertEquals("fe2a000701020300", HEX.formatHex(chunk.quote(100)));
    assertEquals("fe2a0007", HEX.formatHex(chunk.quote(4)));
    assertTrue(ChunkType.mustBeReported(chunk.type()));
    assertTrue(ChunkType.mayBeSkipped(chunk.type()));
  }

  @Test
  void dataIsReadInPlace() {
    byte[] packet = Golden.load("data");
    int chunk = Packet.HEADER;
    assertEquals(Data.BEGIN | Data.END, Data.flags(packet, chunk));
    assertEquals(Data.HEADER + 5, Data.length(packet, chunk));
    assertEquals(-1, Data.tsn(packet, chunk));
    assertEquals(2, Data.streamId(packet, chunk));
    assertEquals(9, Data.ssn(packet, chunk));
    assertEquals(51, Data.ppid(packet, chunk));
  }

  @Test
  void dataIsWrittenAsTheGoldenPacketHasIt() {
    byte[] packet = Golden.load("data");
    byte[] written = new byte[packet.length];
    Arrays.fill(written, (byte) 0x55);
    System.arraycopy(packet, 0, written, 0, Packet.HEADER);
    System.arraycopy(packet, 28, written, 28, 5);
    Data.writeHeader(written, Packet.HEADER, Data.BEGIN | Data.END, 5, -1, 2, 9, 51);
    assertEquals(packet.length, Data.pad(written, Packet.HEADER, 5));
    assertArrayEquals(packet, written);
  }

  private static Chunk first(String name) throws MalformedPacketException {
    return Chunk.parse(Golden.load(name), Packet.HEADER);
  }
}
