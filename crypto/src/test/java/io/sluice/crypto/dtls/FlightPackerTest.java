package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightPackerTest {
  private final TestNet.End link = TestNet.fine().end(Role.CLIENT);
  private final FlightPacker packer = new FlightPacker(link);

  @Test
  void sendsNothingBeforeTheFlightIsComplete() throws IOException {
    add(0, 100);
    add(1, 100);
    assertEquals(List.of(), link.sent());
    assertTrue(packer.complete());
    assertEquals(List.of(226), lengths());
    assertFalse(packer.complete());
    assertEquals(1, link.sent().size());
  }

  @Test
  void fillsDatagramsButNeverTooMuch() throws IOException {
    for (int i = 0; i < 7; i++) {
      add(i, 387);
    }
    packer.complete();
    assertEquals(List.of(1200, 1200, 400), lengths());
  }

  @Test
  void repeatsTheLatestFlightByteForByte() throws IOException {
    add(0, 50);
    packer.complete();
    add(1, 1100);
    add(2, 200);
    packer.complete();
    packer.repeat();
    List<byte[]> sent = link.sent();
    assertEquals(5, sent.size());
    assertArrayEquals(sent.get(1), sent.get(3));
    assertArrayEquals(sent.get(2), sent.get(4));
  }

  @Test
  void knowsTheNextPlainNumber() throws IOException {
    add(41, 10);
    byte[] sealed = Forgery.record(RecordHeader.HANDSHAKE, RecordSealer.EPOCH_1 | 99, new byte[9]);
    packer.add(sealed, 0, sealed.length);
    assertEquals(42, packer.nextPlainSequence());
  }

  private void add(long sequence, int length) throws IOException {
    byte[] record = Forgery.record(RecordHeader.HANDSHAKE, sequence, new byte[length]);
    packer.add(record, 0, record.length);
  }

  private List<Integer> lengths() {
    return link.sent().stream().map(datagram -> datagram.length).toList();
  }
}
