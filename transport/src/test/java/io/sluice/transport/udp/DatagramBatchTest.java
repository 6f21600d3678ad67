package io.sluice.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class DatagramBatchTest {
  private final InetSocketAddress source =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  @Test
  void datagramsLieOneAfterAnotherWithoutGaps() {
    DatagramBatch batch = new DatagramBatch(4, 100);
    batch.append(new byte[] {9, 1, 2, 9}, 1, 2);
    batch.array()[batch.end()] = 3;
    batch.commit(1, source);

    assertEquals(2, batch.count());
    assertEquals(0, batch.offset(0));
    assertEquals(2, batch.length(0));
    assertEquals(2, batch.offset(1));
    assertEquals(1, batch.array()[0]);
    assertEquals(3, batch.array()[2]);
    assertSame(source, batch.source(1));
    assertEquals(97, batch.room());
  }

  @Test
  void aRemovedDatagramLeavesTheOthersWhereTheyAre() {
    DatagramBatch batch = new DatagramBatch(4, 100);
    for (byte b = 0; b < 3; b++) {
      batch.append(new byte[] {b}, 0, 1);
    }
    batch.remove(1);

    assertEquals(2, batch.count());
    assertEquals(2, batch.array()[batch.offset(1)]);
    assertEquals(3, batch.end());
  }

  @Test
  void thereIsNoRoomBeyondTheBytesOrTheDatagrams() {
    DatagramBatch bytes = new DatagramBatch(4, 3);
    bytes.commit(2);
    assertThrows(IllegalStateException.class, () -> bytes.commit(2));
    assertThrows(IllegalStateException.class, () -> bytes.append(new byte[2], 0, 2));

    DatagramBatch datagrams = new DatagramBatch(1, 100);
    datagrams.commit(2);
    assertEquals(0, datagrams.room());
    assertThrows(IllegalStateException.class, () -> datagrams.commit(1));
  }

  @Test
  void aClearedBatchIsAsNew() {
    DatagramBatch batch = new DatagramBatch(1, 10);
    batch.commit(10, source);
    batch.clear();

    assertTrue(batch.isEmpty());
    assertEquals(10, batch.room());
    assertThrows(IndexOutOfBoundsException.class, () -> batch.source(0));
    batch.commit(10);
    assertThrows(IllegalStateException.class, () -> batch.source(0));
  }
}
