package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New keys for a connection that goes on meanwhile. */
class RenewalTest {
  private static final byte[] TEXT = {1, 2, 3};
  private static final Duration SHORT = Duration.ofMillis(300);

  private DtlsConnection client;
  private DtlsConnection server;

  @BeforeEach
  void connect() throws Exception {
    connect(TestPair.AES_IN_HARDWARE);
  }

  private void connect(CipherPolicy policy) throws Exception {
    TestPair pair =
        TestPair.connect(TestNet.fine(), (net, role) -> TestPair.handshake(net, role, policy));
    client = pair.client();
    server = pair.server();
  }

  @ParameterizedTest
  @EnumSource
  void eachSideSealsWithTheNewKeysOnceItKnowsThatTheOtherHasThem(DtlsCipher cipher)
      throws Exception {
    connect(CipherPolicy.only(cipher, new AesSupport(true, true)).orElseThrow());
    renew(2);
    assertEquals(2, client.epoch());
    assertEquals(1, server.epoch());
    byte[] old = TestPair.seal(server, TEXT);
    assertEquals(1, RecordHeader.epoch(old, 0));
    assertArrayEquals(TEXT, TestPair.open(client, old));
    byte[] fresh = TestPair.seal(client, TEXT);
    assertEquals(2, RecordHeader.epoch(fresh, 0));
    assertArrayEquals(TEXT, TestPair.open(server, fresh));
    assertEquals(2, server.epoch());
    assertArrayEquals(TEXT, TestPair.open(client, TestPair.seal(server, TEXT)));
    assertEquals(cipher, server.cipher());
  }

  @Test
  void recordsOfTheOldKeysThatAreStillOnTheirWayAreOpenedOnceEach() throws Exception {
    List<byte[]> old = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      old.add(TestPair.seal(client, new byte[] {(byte) i}));
    }
    renew(2);
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    for (byte[] record : old) {
      assertNotNull(TestPair.open(server, record));
      assertNull(TestPair.open(server, record));
    }
    assertEquals(2, server.epoch(), "an old record must not bring back old keys");
  }

  @Test
  void oldKeysAreWipedAWhileAfterTheLastUseAndNotBefore() throws Exception {
    byte[] late = TestPair.seal(client, TEXT);
    byte[] later = TestPair.seal(client, TEXT);
    renew(2);
    long start = 1_000;
    server.forgetOldKeys(start);
    server.forgetOldKeys(start + 10 * Epochs.OVERLAP_NANOS);
    assertNotNull(TestPair.open(server, late), "the client has not left the old keys yet");
    TestPair.open(server, TestPair.seal(client, TEXT));
    long left = start + 11 * Epochs.OVERLAP_NANOS;
    server.forgetOldKeys(left);
    server.forgetOldKeys(left + Epochs.OVERLAP_NANOS - 1);
    assertNotNull(TestPair.open(server, later));
    byte[] tooLate = later.clone();
    server.forgetOldKeys(left + Epochs.OVERLAP_NANOS);
    assertNull(TestPair.open(server, tooLate));
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    assertArrayEquals(TEXT, TestPair.open(client, TestPair.seal(server, TEXT)));
  }

  @Test
  void keysAreRenewedAgainAndAgainUnderFireOfOldRecords() throws Exception {
    for (int epoch = 2; epoch < 120; epoch++) {
      byte[] old = TestPair.seal(client, TEXT);
      byte[] exporter = client.exporter();
      renew(epoch);
      assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
      assertArrayEquals(TEXT, TestPair.open(server, old));
      assertArrayEquals(TEXT, TestPair.open(client, TestPair.seal(server, TEXT)));
      assertEquals(epoch, server.epoch());
      assertArrayEquals(exporter, server.exporter(), "proofs stay bound to the first handshake");
    }
  }

  @Test
  void theLimitsCountAnewForNewKeys() throws Exception {
    TestPair.seal(client, new byte[1000]);
    assertTrue(client.isRenewalDue(1000));
    assertFalse(client.isRenewalDue(1001));
    assertFalse(client.isRenewalDue(Long.MAX_VALUE));
    renew(2);
    assertFalse(client.isRenewalDue(1000));
  }

  @Test
  void aSealerIsWornOutAtSeventyPercentOfItsLimit() {
    byte[] block = new byte[RecordKeys.blockBytes(DtlsCipher.AES_128_GCM)];
    RecordKeys keys = RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, block, Role.CLIENT);
    RecordSealer sealer = new RecordSealer(keys, 100);
    byte[] record = new byte[200];
    for (int blocks = 10; blocks <= 60; blocks += 10) {
      sealer.seal(RecordHeader.APPLICATION_DATA, record, 0, 9 * 16, new byte[200], 0);
      assertFalse(sealer.isWornOut());
    }
    sealer.seal(RecordHeader.APPLICATION_DATA, record, 0, 9 * 16, new byte[200], 0);
    assertTrue(sealer.isWornOut());
  }

  @Test
  void aWipedKeySealsNothing() {
    byte[] block = new byte[RecordKeys.blockBytes(DtlsCipher.AES_128_GCM)];
    RecordKeys keys = RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, block, Role.CLIENT);
    RecordSealer sealer = new RecordSealer(keys);
    sealer.wipe();
    assertTrue(keys.key().isDestroyed());
    assertThrows(
        IllegalStateException.class,
        () -> sealer.seal(RecordHeader.APPLICATION_DATA, TEXT, 0, 3, new byte[60], 0));
  }

  @Test
  void aRenewalThatComesToNothingLeavesTheConnectionAsItWas() throws Exception {
    MemoryLink nobody = MemoryLink.create();
    try (Renewal alone = client.renewal(2)) {
      var failure = assertThrows(DtlsException.class, () -> alone.run(nobody, SHORT));
      assertEquals(Reason.TIMEOUT, failure.reason());
    }
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    renew(3);
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    assertEquals(3, server.epoch());
  }

  @Test
  void aServerThatWaitsForAClientThatGaveUpTakesTheNextKeys() throws Exception {
    for (int attempt = 2; attempt < 10; attempt++) {
      server.install(agree(attempt).server());
      assertArrayEquals(TEXT, TestPair.open(client, TestPair.seal(server, TEXT)));
    }
    renew(10);
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    assertArrayEquals(TEXT, TestPair.open(client, TestPair.seal(server, TEXT)));
    assertEquals(10, server.epoch());
  }

  /** The man who knows the code but was not in the handshake before cannot join the next one. */
  @Test
  void onlyTheTwoEndsOfTheConnectionCanRenewIt() throws Exception {
    TestPair others = TestPair.connect(TestNet.fine());
    MemoryLink link = MemoryLink.create();
    try (Renewal ours = client.renewal(2);
        Renewal stranger = others.server().renewal(2)) {
      var task = TestPair.start(() -> stranger.run(link.otherEnd(), SHORT));
      var failure = assertThrows(DtlsException.class, () -> ours.run(link, SHORT));
      assertEquals(Reason.TIMEOUT, failure.reason());
      assertThrows(DtlsException.class, () -> TestPair.get(task));
    }
  }

  @Test
  void theSecretOfARenewalDependsOnTheKeyBeforeAndOnTheHandshakeBefore() {
    var one = RenewalSecret.derive(new byte[] {1}, new byte[] {2});
    assertEquals(one, RenewalSecret.derive(new byte[] {1}, new byte[] {2}));
    assertNotEquals(one, RenewalSecret.derive(new byte[] {3}, new byte[] {2}));
    assertNotEquals(one, RenewalSecret.derive(new byte[] {1}, new byte[] {3}));
  }

  @Test
  void forgeriesOfAnyEpochChangeNothing() throws Exception {
    renew(2);
    for (int epoch = 0; epoch < 5; epoch++) {
      for (int type : new int[] {20, 21, 22, 23, 24, 25}) {
        long number = (long) epoch << 48 | 5;
        byte[] forged = Forgery.record(type, number, new byte[40]);
        assertNull(TestPair.open(server, forged));
        assertNull(TestPair.open(client, forged));
      }
    }
    assertEquals(1, server.epoch());
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    assertEquals(2, server.epoch());
  }

  private record Agreed(Renewal.Keys client, Renewal.Keys server) {}

  private Agreed agree(int epoch) throws Exception {
    MemoryLink link = MemoryLink.create();
    try (Renewal ours = client.renewal(epoch);
        Renewal theirs = server.renewal(epoch)) {
      var task = TestPair.start(() -> theirs.run(link.otherEnd(), TestPair.PATIENCE));
      Renewal.Keys keys = ours.run(link, TestPair.PATIENCE);
      return new Agreed(keys, TestPair.get(task));
    }
  }

  private void renew(int epoch) throws Exception {
    Agreed keys = agree(epoch);
    server.install(keys.server());
    client.install(keys.client());
  }
}
