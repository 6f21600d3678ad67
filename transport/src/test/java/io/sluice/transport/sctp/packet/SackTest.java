package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SackTest {
  private static final int CHUNK = Packet.HEADER;
  private final byte[] packet = Golden.load("sack");

  @Test
  void theGoldenSackIsReadInPlace() throws Exception {
    Sack sack = new Sack();
    sack.read(packet, CHUNK);
    assertEquals(0xfffffff0, sack.cumulativeTsn());
    assertEquals(0x00fffc00, sack.window());
    assertEquals(2, sack.gaps());
    assertEquals(0xfffffff2, sack.gapStart(0));
    assertEquals(0xfffffff4, sack.gapEnd(0));
    assertEquals(0, sack.gapStart(1));
    assertEquals(3, sack.gapEnd(1));
    assertEquals(2, sack.highestTsn());
    assertEquals(2, sack.duplicates());
    assertEquals(0xffffffe9, sack.duplicate(0));
    assertEquals(0xfffffff0, sack.duplicate(1));
  }

  @Test
  void aWindowIsUnsigned() throws Exception {
    Wire.put32(packet, CHUNK + 8, -1);
    Sack sack = new Sack();
    sack.read(packet, CHUNK);
    assertEquals(0xffff_ffffL, sack.window());
  }

  @Test
  void countsThatDoNotFitTheLengthAreMalformed() {
    assertMalformed(12, 3);
    assertMalformed(12, 1);
    assertMalformed(12, 0xffff);
    assertMalformed(14, 0);
    assertMalformed(14, 0xffff);
    assertMalformed(2, 15);
  }

  @Test
  void gapBlocksThatAreReversedOverlapOrTouchTheCumulativeTsnAreMalformed() {
    assertMalformed(CHUNK_GAPS, 0);
    assertMalformed(CHUNK_GAPS + 2, 1);
    assertMalformed(CHUNK_GAPS + 2, 0x10);
    assertMalformed(CHUNK_GAPS + 4, 3);
    assertMalformed(CHUNK_GAPS + 6, 0xf);
  }

  private static final int CHUNK_GAPS = Sack.HEADER;

  private static void assertMalformed(int offset, int value) {
    byte[] broken = Golden.load("sack");
    Wire.put16(broken, CHUNK + offset, value);
    assertThrows(
        MalformedPacketException.class,
        () -> new Sack().read(broken, CHUNK),
        offset + " = " + value);
  }
}
