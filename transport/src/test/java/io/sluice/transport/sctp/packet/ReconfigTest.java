package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconfigTest {

  @Test
  void everyParameterIsRead() throws Exception {
    assertEquals(
        List.of(
            new ReconfigResponse(0x0a0b0c0d, ReconfigResponse.IN_PROGRESS),
            new OutgoingResetRequest(0x8000_0001, 0x0a0b0c0d, -1, List.of(2, 4, 6))),
        parameters("re-config-outgoing"));
    assertEquals(
        List.of(
            new IncomingResetRequest(0x8000_0002, List.of(9)),
            new AddStreamsRequest(false, 0x8000_0003, 16)),
        parameters("re-config-incoming"));
    assertEquals(List.of(new TsnResetRequest(0x8000_0004)), parameters("re-config-tsn"));
    assertEquals(
        List.of(new AddStreamsRequest(true, 0x8000_0005, 32)), parameters("re-config-add"));
  }

  @Test
  void parametersThatAreCutAreMalformed() {
    for (String name : List.of("re-config-incoming", "re-config-tsn", "re-config-add")) {
      byte[] packet = Golden.load(name);
      for (int length = 4; length < 8; length++) {
        Wire.put16(packet, Packet.HEADER + 6, length);
        assertThrows(
            MalformedPacketException.class, () -> Chunk.parse(packet, Packet.HEADER), name);
      }
    }
  }

  @Test
  void halfAStreamIdentifierIsMalformed() {
    byte[] packet = Golden.load("re-config-outgoing");
    Wire.put16(packet, Packet.HEADER + 16 + 2, 21);
    assertThrows(MalformedPacketException.class, () -> Chunk.parse(packet, Packet.HEADER));
  }

  @Test
  void unknownParametersAreSkippedAndMoreThanTwoKnownOnesAreMalformed() throws Exception {
    assertEquals(
        List.of(new TsnResetRequest(1)),
        parse("8123000600000000" + "000f000800000001").parameters());
    assertThrows(
        MalformedPacketException.class,
        () -> parse("000f000800000001".repeat(3)),
        "three requests");
  }

  private static Reconfig parse(String hex) throws MalformedPacketException {
    byte[] value = java.util.HexFormat.of().parseHex(hex);
    return Reconfig.parse(ByteBuffer.wrap(value));
  }

  private static List<ReconfigParameter> parameters(String name) throws MalformedPacketException {
    return ((Reconfig) Chunk.parse(Golden.load(name), Packet.HEADER)).parameters();
  }
}
