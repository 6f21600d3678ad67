package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.crypto.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one datagram, from anybody, can do to a connection: nothing. */
class ConnectionUnderAttackTest {
  private static final byte[] TEXT = {1, 2, 3, 4, 5};

  private final TestNet net = TestNet.fine();
  private DtlsConnection client;
  private DtlsConnection server;

  @BeforeEach
  void connect() throws Exception {
    TestPair pair = TestPair.connect(net);
    client = pair.client();
    server = pair.server();
  }

  @Test
  void forgedRecordsOfEveryShortLength() throws Exception {
    for (int type = 20; type <= 25; type++) {
      for (int length = 0; length < 64; length++) {
        long sequence = RecordSealer.EPOCH_1 | 1 + length;
        assertNoEffect(Forgery.record(type, sequence, new byte[length]));
      }
    }
  }

  @Test
  void fragmentBombs() throws Exception {
    for (int message = 0; message < 16; message++) {
      assertNoEffect(Forgery.fragment(1, message, (1 << 24) - 1, 0, 1));
    }
  }

  @Test
  void plaintextAlertsHandshakesAndData() throws Exception {
    byte[] fatal = {2, 40};
    byte[] closeNotify = {1, 0};
    assertNoEffect(Forgery.record(RecordHeader.ALERT, 5, fatal));
    assertNoEffect(Forgery.record(RecordHeader.ALERT, 6, closeNotify));
    assertNoEffect(Forgery.changeCipherSpec());
    assertNoEffect(Forgery.record(RecordHeader.APPLICATION_DATA, 7, new byte[100]));
    for (byte[] datagram : net.end(Role.CLIENT).sent()) {
      byte[] hello = SentRecords.of(datagram).getFirst();
      assertNoEffect(hello);
    }
  }

  @Test
  void aFloodOfHellosIsNotAnswered() throws Exception {
    for (int i = 0; i < 2000; i++) {
      assertNull(TestPair.open(server, Forgery.fragment(1, i % 9, 60, 0, 60)));
    }
    assertNoEffect(Forgery.fragment(1, 0, 60, 0, 60));
  }

  @Test
  void forgedRecordsWithHugeNumbersDoNotMoveTheWindow() throws Exception {
    for (long sequence : new long[] {1L << 20, 0xffff_ffff_ffffL}) {
      assertNoEffect(
          Forgery.record(
              RecordHeader.APPLICATION_DATA, RecordSealer.EPOCH_1 | sequence, new byte[50]));
    }
  }

  @Test
  void randomBytes() throws Exception {
    Random random = new Random(9);
    for (int i = 0; i < 2000; i++) {
      byte[] junk = new byte[random.nextInt(200)];
      random.nextBytes(junk);
      assertNoEffect(junk);
    }
  }

  @Test
  void anyFlippedBit() throws Exception {
    byte[] record = TestPair.seal(client, TEXT);
    for (int bit = 0; bit < record.length * 8; bit++) {
      assertNull(TestPair.open(server, Forgery.flipped(record, bit)), "bit " + bit);
    }
    assertArrayEquals(TEXT, TestPair.open(server, record));
  }

  @Test
  void cutAndLengthenedRecords() {
    byte[] record = TestPair.seal(client, TEXT);
    for (int length = 0; length < record.length; length++) {
      assertNull(TestPair.open(server, java.util.Arrays.copyOf(record, length)));
    }
    assertArrayEquals(
        TEXT, TestPair.open(server, java.util.Arrays.copyOf(record, record.length + 9)));
  }

  @Test
  void aRecordSentBackToItsSender() {
    byte[] record = TestPair.seal(client, TEXT);
    assertNull(TestPair.open(client, record));
  }

  @Test
  void replaysInAnyOrderAreDeliveredOnce() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] record = TestPair.seal(client, new byte[] {(byte) i, (byte) (i >> 8)});
      records.add(record);
      records.add(record);
      records.add(record);
    }
    Collections.shuffle(records, new Random(10));
    int delivered = 0;
    for (byte[] record : records) {
      delivered += TestPair.open(server, record) == null ? 0 : 1;
    }
    assertEquals(500, delivered);
  }

  @Test
  void aRecordOlderThanTheWindowIsDropped() {
    byte[] old = TestPair.seal(client, TEXT);
    for (int i = 0; i < ReplayWindow.SIZE; i++) {
      TestPair.open(server, TestPair.seal(client, TEXT));
    }
    assertNull(TestPair.open(server, old));
  }

  /** Neither end closes, answers, or fails to open the next real record. */
  private void assertNoEffect(byte[] forged) {
    for (Role role : Role.values()) {
      DtlsConnection victim = role == Role.CLIENT ? client : server;
      DtlsConnection peer = role == Role.CLIENT ? server : client;
      int sent = net.end(role).sent().size();
      assertNull(TestPair.open(victim, forged));
      assertFalse(victim.closedByPeer());
      assertEquals(sent, net.end(role).sent().size());
      assertArrayEquals(TEXT, TestPair.open(victim, TestPair.seal(peer, TEXT)));
    }
  }
}
