package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeGateTest {
  private static final int CLIENT_HELLO = 1;

  private final HandshakeGate gate =
      new HandshakeGate(Role.SERVER, HandshakeFragment.CLIENT_KEY_EXCHANGE);

  @Test
  void numbersItsRecordsItself() {
    offer(whole(CLIENT_HELLO, 0), 0xffff_ffffL);
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 1), 3);
    assertEquals(0, RecordHeader.sequence(next(), 0));
    assertEquals(1, RecordHeader.sequence(next(), 0));
    assertNull(next());
  }

  @Test
  void holdsSealedRecordsUntilTheKeysAreKnown() {
    byte[] finished = sealed(RecordHeader.HANDSHAKE, 48);
    gate.offer(finished, finished.length);
    offer(whole(CLIENT_HELLO, 0), 0);
    assertEquals(RecordHeader.HANDSHAKE, RecordHeader.type(next(), 0));
    assertNull(next());
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 1), 1);
    assertEquals(RecordHeader.HANDSHAKE, RecordHeader.type(next(), 0));
    assertEquals(RecordHeader.CHANGE_CIPHER_SPEC, RecordHeader.type(next(), 0));
    assertArrayEquals(finished, next());
    assertNull(next());
  }

  @Test
  void announcesTheKeysOnlyBeforeASealedRecord() {
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 0), 0);
    byte[] changeCipherSpec = Forgery.changeCipherSpec();
    gate.offer(changeCipherSpec, changeCipherSpec.length);
    assertEquals(RecordHeader.HANDSHAKE, RecordHeader.type(next(), 0));
    assertNull(next());
  }

  @Test
  void theClientWaitsForServerHelloDone() {
    var client = new HandshakeGate(Role.CLIENT, HandshakeFragment.SERVER_HELLO_DONE);
    byte[] finished = sealed(RecordHeader.HANDSHAKE, 48);
    client.offer(finished, finished.length);
    byte[] keyExchange = whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 0);
    client.offer(keyExchange, keyExchange.length);
    assertEquals(RecordHeader.HANDSHAKE, RecordHeader.type(next(client), 0));
    assertNull(next(client));
    byte[] done = whole(HandshakeFragment.SERVER_HELLO_DONE, 1);
    client.offer(done, done.length);
    assertEquals(RecordHeader.HANDSHAKE, RecordHeader.type(next(client), 0));
    assertEquals(RecordHeader.CHANGE_CIPHER_SPEC, RecordHeader.type(next(client), 0));
  }

  @Test
  void takesEveryRecordOfADatagram() {
    byte[] hello = whole(CLIENT_HELLO, 0);
    byte[] keyExchange = whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 1);
    byte[] datagram = Arrays.copyOf(hello, hello.length + keyExchange.length);
    System.arraycopy(keyExchange, 0, datagram, hello.length, keyExchange.length);
    gate.offer(datagram, datagram.length);
    assertEquals(hello.length, next().length);
    assertEquals(keyExchange.length, next().length);
  }

  @Test
  void noticesThatThePeerRepeatsItself() {
    offer(whole(CLIENT_HELLO, 0), 0);
    assertFalse(gate.takePeerRepeats());
    next();
    offer(whole(CLIENT_HELLO, 0), 1);
    assertTrue(gate.takePeerRepeats());
    assertFalse(gate.takePeerRepeats());
    assertNull(next());
  }

  @Test
  void keepsOnlyAFewSealedRecords() {
    for (int i = 0; i < 1000; i++) {
      byte[] record = sealed(RecordHeader.HANDSHAKE, 48);
      gate.offer(record, record.length);
    }
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 0), 0);
    int records = 0;
    while (next() != null) {
      records++;
    }
    assertTrue(records <= 6, records + " records");
  }

  @Test
  void passesNothingElse() {
    for (byte[] datagram :
        new byte[][] {
          Forgery.changeCipherSpec(),
          Forgery.record(RecordHeader.ALERT, 0, new byte[] {2, 40}),
          Forgery.record(RecordHeader.APPLICATION_DATA, 0, new byte[50]),
          Forgery.record(RecordHeader.HANDSHAKE, 2L << 48, new byte[50]),
          sealed(RecordHeader.APPLICATION_DATA, 48),
          sealed(RecordHeader.HANDSHAKE, 15),
          sealed(RecordHeader.HANDSHAKE, 1000),
        }) {
      gate.offer(datagram, datagram.length);
      assertNull(next());
    }
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 0), 0);
    next();
    assertNull(next());
  }

  @Test
  void aFatalAlertIsVoidOnceThePeerGoesOn() {
    byte[] alert = Forgery.record(RecordHeader.ALERT, 0, new byte[] {2, 40});
    gate.offer(alert, alert.length);
    assertEquals(HandshakeGate.NONE, gate.fatalAlert());
    offer(whole(CLIENT_HELLO, 0), 0);
    next();
    gate.offer(alert, alert.length);
    assertEquals(40, gate.fatalAlert());
    offer(whole(HandshakeFragment.CLIENT_KEY_EXCHANGE, 1), 1);
    next();
    assertEquals(HandshakeGate.NONE, gate.fatalAlert());
  }

  @Test
  void anyBytesAreTakenWithoutAnException() {
    long seed = 14;
    Random random = new Random(seed);
    byte[] hello = whole(CLIENT_HELLO, 0);
    for (int i = 0; i < 50_000; i++) {
      byte[] datagram = Arrays.copyOf(hello, random.nextInt(hello.length + 20));
      for (int flips = random.nextInt(4); flips >= 0 && datagram.length > 0; flips--) {
        datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
      }
      gate.offer(datagram, datagram.length);
      next();
    }
  }

  private void offer(byte[] record, long sequence) {
    RecordHeader.putLong(record, 3, sequence);
    gate.offer(record, record.length);
  }

  private byte[] next() {
    return next(gate);
  }

  private static byte[] next(HandshakeGate gate) {
    byte[] into = new byte[HandshakeGate.MAX_RECORD];
    int length = gate.next(into, 0, into.length);
    return length < 0 ? null : Arrays.copyOf(into, length);
  }

  private static byte[] whole(int type, int seq) {
    return Forgery.fragment(type, seq, 30, 0, 30);
  }

  private static byte[] sealed(int type, int length) {
    return Forgery.record(type, RecordSealer.EPOCH_1, new byte[length]);
  }
}
