package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTest {

  @Test
  void extensionsAreAnnouncedAsTheGoldenInitDoes() throws Exception {
    Init init = (Init) Chunk.parse(Golden.load("init"), Packet.HEADER);
    Parameter golden = init.fields().parameters().get(1);
    Parameter ours =
        Parameter.supportedExtensions(List.of(ChunkType.RE_CONFIG, ChunkType.FORWARD_TSN));
    assertEquals(golden.type(), ours.type());
    assertArrayEquals(golden.value(), ours.value());
    assertTrue(golden.announces(ChunkType.FORWARD_TSN));
    assertFalse(golden.announces(ChunkType.I_DATA));
    assertFalse(Parameter.forwardTsnSupported().announces(ChunkType.FORWARD_TSN));
  }

  @Test
  void theTopBitsOfAnUnknownTypeSayWhatToDo() {
    for (int type : new int[] {0x3fff, 0x7fff, 0xbfff, 0xffff}) {
      Parameter unknown = new Parameter(type, new byte[0]);
      assertFalse(unknown.isKnown());
      assertEquals(type >= 0x8000, unknown.mayBeSkipped());
      assertEquals((type & 0x4000) != 0, unknown.mustBeReported());
    }
  }
}
