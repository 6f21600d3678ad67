package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IDataTest {
  private static final int FIRST = Packet.HEADER;
  private static final int SECOND = FIRST + 24;

  @Test
  void theGoldenFragmentsAreReadInPlace() {
    byte[] packet = Golden.load("i-data");
    assertEquals(Data.UNORDERED | Data.BEGIN, Data.flags(packet, FIRST));
    assertEquals(IData.HEADER + 3, Data.length(packet, FIRST));
    assertEquals(-1, Data.tsn(packet, FIRST));
    assertEquals(5, Data.streamId(packet, FIRST));
    assertEquals(0x8000_0000, IData.mid(packet, FIRST));
    assertEquals(53, IData.ppid(packet, FIRST));
    assertEquals(0, IData.fsn(packet, FIRST), "that of the first fragment is implied");

    assertEquals(Data.IMMEDIATE | Data.UNORDERED | Data.END, Data.flags(packet, SECOND));
    assertEquals(0, Data.tsn(packet, SECOND));
    assertEquals(0x8000_0000, IData.mid(packet, SECOND));
    assertEquals(1, IData.fsn(packet, SECOND));
  }

  @Test
  void fragmentsAreWrittenAsTheGoldenPacketHasThem() {
    byte[] packet = Golden.load("i-data");
    byte[] written = new byte[packet.length];
    Arrays.fill(written, (byte) 0x55);
    System.arraycopy(packet, 0, written, 0, Packet.HEADER);
    System.arraycopy(packet, FIRST + IData.HEADER, written, FIRST + IData.HEADER, 3);
    System.arraycopy(packet, SECOND + IData.HEADER, written, SECOND + IData.HEADER, 1);
    IData.writeHeader(written, FIRST, Data.UNORDERED | Data.BEGIN, 3, -1, 5, 1 << 31, 53);
    assertEquals(SECOND, IData.pad(written, FIRST, 3));
    int flags = Data.IMMEDIATE | Data.UNORDERED | Data.END;
    IData.writeHeader(written, SECOND, flags, 1, 0, 5, 1 << 31, 1);
    assertEquals(packet.length, IData.pad(written, SECOND, 1));
    assertArrayEquals(packet, written);
  }
}
