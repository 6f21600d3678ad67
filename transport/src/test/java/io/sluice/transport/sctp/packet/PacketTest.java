package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketTest {

  @Test
  void everyGoldenPacketHasAWholeFrameAndARightChecksum() throws Exception {
    for (String name : Golden.NAMES) {
      byte[] packet = Golden.load(name);
      assertTrue(new Checksum().holds(packet, 0, packet.length), name);
      Packet.validate(packet, 0, packet.length);
      assertEquals(5000, Packet.sourcePort(packet, 0));
      assertEquals(5000, Packet.destinationPort(packet, 0));
    }
  }

  @Test
  void anyFlippedBitBreaksTheChecksum() {
    byte[] packet = Golden.load("data");
    for (int bit = 0; bit < packet.length * 8; bit++) {
      packet[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(new Checksum().holds(packet, 0, packet.length), "bit " + bit);
      packet[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @Test
  void sealPutsTheChecksumOfTheGoldenPacketBack() {
    byte[] packet = Golden.load("sack");
    byte[] shifted = new byte[packet.length + 7];
    System.arraycopy(packet, 0, shifted, 7, packet.length);
    Wire.put32(shifted, 7 + 8, 0);
    new Checksum().seal(shifted, 7, packet.length);
    assertEquals(Packet.checksum(packet, 0), Packet.checksum(shifted, 7));
  }

  @Test
  void aPacketCutAnywhereIsMalformedUnlessOnlyPaddingIsMissing() {
    byte[] packet = Golden.load("data-two-fragments");
    int secondChunk = Packet.HEADER + 20;
    for (int length = Packet.HEADER; length < packet.length; length++) {
      int cut = length;
      boolean whole = cut == secondChunk || cut >= packet.length - 2;
      if (whole) {
        assertDoesNotThrow(() -> Packet.validate(packet, 0, cut), "length " + cut);
      } else {
        assertThrows(
            MalformedPacketException.class, () -> Packet.validate(packet, 0, cut), "length " + cut);
      }
    }
  }

  @Test
  void lyingChunkLengthsAreMalformed() {
    for (int length : new int[] {0, 1, 3, 22, 0xffff}) {
      byte[] packet = Arrays.copyOf(Golden.load("data"), Packet.HEADER + 21);
      Wire.put16(packet, Packet.HEADER + 2, length);
      assertThrows(
          MalformedPacketException.class,
          () -> Packet.validate(packet, 0, packet.length),
          "length " + length);
    }
  }
}
