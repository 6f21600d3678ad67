package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardTsnTest {

  @Test
  void saysWhichMessagesOfWhichStreamsWillNotCome() throws Exception {
    assertEquals(
        new ForwardTsn(
            -2, List.of(new SkippedStream(2, false, 0xffff), new SkippedStream(7, false, 0))),
        Chunk.parse(Golden.load("forward-tsn"), Packet.HEADER));
  }

  @Test
  void withInterleavingItTellsOrderedFromUnordered() throws Exception {
    assertEquals(
        new IForwardTsn(
            -2, List.of(new SkippedStream(2, false, -1), new SkippedStream(2, true, 9))),
        Chunk.parse(Golden.load("i-forward-tsn"), Packet.HEADER));
  }

  @Test
  void aChunkWithoutAnyStreamIsWhole() throws Exception {
    assertEquals(new ForwardTsn(-2, List.of()), cut("forward-tsn", 8));
    assertEquals(new IForwardTsn(-2, List.of()), cut("i-forward-tsn", 8));
  }

  @Test
  void anElementThatIsCutIsMalformed() {
    for (int length : new int[] {4, 7, 9, 10, 11, 13, 15}) {
      assertThrows(MalformedPacketException.class, () -> cut("forward-tsn", length));
    }
    for (int length : new int[] {4, 7, 9, 12, 15, 20, 23}) {
      assertThrows(MalformedPacketException.class, () -> cut("i-forward-tsn", length));
    }
  }

  private static Chunk cut(String name, int length) throws MalformedPacketException {
    byte[] packet = Golden.load(name);
    Wire.put16(packet, Packet.HEADER + 2, length);
    return Chunk.parse(packet, Packet.HEADER);
  }
}
