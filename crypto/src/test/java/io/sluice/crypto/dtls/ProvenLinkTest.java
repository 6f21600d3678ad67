package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a handshake between two who share a key does not even look at. */
class ProvenLinkTest {
  private static final Secret KEY = Secret.copyOf(new byte[32]);
  private static final byte[] TEXT = {1, 2, 3};

  /** The vector of docs/PROTOCOL.md. */
  @Test
  void aProofIsMadeOfTheRoleAndTheRecords() throws Exception {
    TestNet net = TestNet.fine();
    byte[] key =
        HexFormat.of().parseHex("10c0e8326c3a48d9b1047d4b577f219e38795459e20bd568d74bae083f85c2e5");
    byte[] records = "records".getBytes(StandardCharsets.US_ASCII);
    ProvenLink link = new ProvenLink(net.end(Role.CLIENT), Role.CLIENT, Secret.copyOf(key));
    link.send(records, 0, records.length);
    byte[] sent = net.end(Role.CLIENT).sent().getFirst();
    assertArrayEquals(records, Arrays.copyOf(sent, records.length));
    assertEquals(
        "6f9cb30a8d24d49bff10627fb3f45e8b",
        HexFormat.of().formatHex(sent, records.length, sent.length));
  }

  /** In DTLS 1.2 alone each of these ends the handshake. */
  @Test
  void aForgedMessageInThePlaceOfEveryRealOneEndsNothing() throws Exception {
    Random random = new Random(5);
    TestNet net = TestNet.fine();
    for (Role role : Role.values()) {
      TestNet.End victim = net.end(role.other());
      net.end(role)
          .filter(
              datagram -> {
                for (int i = 0; i < 20; i++) {
                  victim.inject(Forgery.flipped(datagram, random.nextInt(8 * datagram.length)));
                }
                victim.inject(Arrays.copyOf(datagram, datagram.length - ProvenLink.PROOF_BYTES));
                victim.inject(Forgery.record(RecordHeader.ALERT, 0, new byte[] {2, 40}));
                return true;
              });
    }
    assertConnects(net);
  }

  @Test
  void whatWasSentComesBackInVain() throws Exception {
    TestNet net = TestNet.fine();
    for (Role role : Role.values()) {
      TestNet.End sender = net.end(role);
      sender.filter(
          datagram -> {
            sender.inject(datagram);
            return true;
          });
    }
    assertConnects(net);
  }

  @Test
  void lossDoublesAndReorderingAreWhatTheyAreWithout() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      assertConnects(new TestNet(seed, new TestNet.Weather(0.2, 0.3, 0.2)));
    }
  }

  @Test
  void twoKeysFindNoWayToEachOther() {
    TestNet net = TestNet.fine();
    Secret other = Secret.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    TestPair.Side side =
        (end, role) ->
            handshake(end, role, role == Role.CLIENT ? KEY : other, Duration.ofMillis(600));
    DtlsException failure = assertThrows(DtlsException.class, () -> TestPair.connect(net, side));
    assertEquals(Reason.TIMEOUT, failure.reason());
  }

  /** The last flight of the server, and the answer to its loss, carry the proof as well. */
  @Test
  void datagramsAreNoLongerThanTheLinkTakes() throws Exception {
    TestNet net = TestNet.fine();
    assertConnects(net);
    for (Role role : Role.values()) {
      List<byte[]> sent = net.end(role).sent();
      assertTrue(sent.stream().allMatch(each -> each.length <= net.end(role).maxDatagram()));
    }
  }

  @Test
  void sealedRecordsNeedNoProof() throws Exception {
    TestNet net = TestNet.fine();
    ProvenLink link = new ProvenLink(net.end(Role.SERVER), Role.SERVER, KEY);
    byte[] sealed = Forgery.record(RecordHeader.HANDSHAKE, RecordSealer.EPOCH_1, new byte[40]);
    byte[] plain = Forgery.record(RecordHeader.HANDSHAKE, 0, new byte[40]);
    net.end(Role.SERVER).inject(plain);
    net.end(Role.SERVER).inject(new byte[0]);
    net.end(Role.SERVER).inject(new byte[] {22});
    net.end(Role.SERVER).inject(sealed);
    assertArrayEquals(sealed, take(link));
    assertNull(take(link));
    // What stands in the clear behind them is not proven by them.
    byte[] both = Arrays.copyOf(sealed, sealed.length + plain.length);
    System.arraycopy(plain, 0, both, sealed.length, plain.length);
    net.end(Role.SERVER).inject(both);
    assertArrayEquals(sealed, take(link));
    new ProvenLink(net.end(Role.CLIENT), Role.CLIENT, KEY).send(plain, 0, plain.length);
    assertArrayEquals(plain, take(link));
  }

  @Test
  @Timeout(30)
  void aFloodEndsNoLaterThanTheWait() throws Exception {
    DatagramLink flood =
        new DatagramLink() {
          @Override
          public int receive(byte[] into, int offset, int length, long waitNanos) {
            return 1000;
          }

          @Override
          public void send(byte[] datagram, int offset, int length) {}

          @Override
          public int maxDatagram() {
            return 1200;
          }
        };
    assertNull(take(new ProvenLink(flood, Role.CLIENT, KEY)));
    assertEquals(-1, new ProvenLink(flood, Role.CLIENT, KEY).receive(new byte[1200], 0, 1200, 0));
  }

  private static byte[] take(DatagramLink link) throws IOException {
    byte[] into = new byte[2000];
    int length = link.receive(into, 0, into.length, Duration.ofMillis(200).toNanos());
    return length < 0 ? null : Arrays.copyOf(into, length);
  }

  private static DtlsConnection handshake(TestNet net, Role role, Secret key, Duration patience)
      throws DtlsException {
    ProvenLink link = new ProvenLink(net.end(role), role, key);
    return DtlsConnection.handshake(role, TestPair.PSK, TestPair.AES_IN_HARDWARE, link, patience);
  }

  private static void assertConnects(TestNet net) throws Exception {
    TestPair pair =
        TestPair.connect(net, (end, role) -> handshake(end, role, KEY, TestPair.PATIENCE));
    assertArrayEquals(TEXT, TestPair.open(pair.server(), TestPair.seal(pair.client(), TEXT)));
    assertArrayEquals(TEXT, TestPair.open(pair.client(), TestPair.seal(pair.server(), TEXT)));
  }
}
