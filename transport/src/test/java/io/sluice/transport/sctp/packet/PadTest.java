package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PadTest {

  @Test
  void takesTheLengthAskedFor() throws Exception {
    for (int length : new int[] {4, 8, 1200, 65_532}) {
      assertEquals(length, Pad.ofLength(length).length());
    }
    assertEquals(Pad.ofLength(12), Chunk.parse(Golden.load("pad"), Packet.HEADER + 12));
  }

  @Test
  void aLengthThatNoChunkCanHaveIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Pad.ofLength(3));
    assertThrows(IllegalArgumentException.class, () -> Pad.ofLength(65_536));
  }
}
