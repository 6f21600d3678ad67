package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DtlsConnectionTest {
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
  void carriesEveryLengthAtAnyOffset() {
    Random random = new Random(11);
    byte[] plain = new byte[DtlsConnection.MAX_PLAINTEXT + 100];
    random.nextBytes(plain);
    byte[] record = new byte[plain.length + DtlsConnection.OVERHEAD];
    byte[] opened = new byte[plain.length];
    for (int length = 0; length <= DtlsConnection.MAX_PLAINTEXT; length += length < 600 ? 1 : 97) {
      int from = random.nextInt(100);
      int to = random.nextInt(100);
      assertEquals(length + 37, client.seal(plain, from, length, record, to));
      assertEquals(length, server.open(record, to, length + 37, opened, from));
      assertTrue(
          Arrays.equals(plain, from, from + length, opened, from, from + length),
          "length " + length);
    }
    int longest = DtlsConnection.MAX_PLAINTEXT;
    assertEquals(longest + 37, client.seal(plain, 0, longest, record, 0));
    assertEquals(longest, server.open(record, 0, longest + 37, opened, 0));
  }

  @Test
  void refusesWhatDoesNotFit() {
    int tooLong = DtlsConnection.MAX_PLAINTEXT + 1;
    byte[] plain = new byte[tooLong];
    byte[] out = new byte[tooLong + DtlsConnection.OVERHEAD];
    assertThrows(IllegalArgumentException.class, () -> client.seal(plain, 0, tooLong, out, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> client.seal(plain, 1, tooLong, out, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> client.seal(plain, 0, 9, new byte[45], 0));
    byte[] record = TestPair.seal(client, new byte[9]);
    assertEquals(-1, server.open(record, 0, record.length, new byte[8], 0));
    assertEquals(9, server.open(record, 0, record.length, new byte[9], 0));
  }

  @Test
  void writesDtls12RecordsThatDoNotShowTheirContent() {
    byte[] plain = new byte[300];
    byte[] record = TestPair.seal(client, plain);
    assertEquals(23, record[0]);
    assertEquals((byte) 0xfe, record[1]);
    assertEquals((byte) 0xfd, record[2]);
    assertEquals(1, RecordHeader.epoch(record, 0));
    int zeroes = 0;
    for (int i = RecordHeader.BYTES + client.cipher().explicitNonceBytes();
        i < record.length;
        i++) {
      zeroes += record[i] == 0 ? 1 : 0;
    }
    assertTrue(zeroes < 20, zeroes + " bytes of the ciphertext are zero");
  }

  @Test
  void countsTheApplicationDataItSealed() {
    TestPair.seal(client, new byte[100]);
    TestPair.seal(client, new byte[23]);
    assertEquals(123, client.sealedBytes());
    assertEquals(0, server.sealedBytes());
  }

  @Test
  void theExporterIsTheSameOnBothEndsAndNewForEachConnection() throws Exception {
    assertEquals(32, client.exporter().length);
    assertArrayEquals(client.exporter(), server.exporter());
    TestPair other = TestPair.connect(TestNet.fine());
    assertFalse(Arrays.equals(client.exporter(), other.client().exporter()));
  }

  @Test
  void closingTellsThePeerWhichAnswers() throws Exception {
    client.close();
    client.close();
    byte[] closeNotify = lastSent(Role.CLIENT);
    assertNull(TestPair.open(server, closeNotify));
    assertTrue(server.closedByPeer());
    assertFalse(client.closedByPeer());
    byte[] answer = lastSent(Role.SERVER);
    assertEquals(RecordHeader.ALERT, RecordHeader.type(answer, 0));

    int sent = net.end(Role.SERVER).sent().size();
    assertNull(TestPair.open(server, closeNotify));
    server.close();
    assertEquals(sent, net.end(Role.SERVER).sent().size());
    SentRecords.assertNoNumberTwice(net);
  }

  @Test
  void nothingIsSealedOrOpenedOnceClosed() {
    byte[] record = TestPair.seal(server, new byte[3]);
    client.close();
    assertThrows(IllegalStateException.class, () -> TestPair.seal(client, new byte[3]));
    assertNull(TestPair.open(client, record));
  }

  @Test
  void closingOverABrokenLinkIsQuiet() {
    net.end(Role.CLIENT).close();
    client.close();
  }

  @Test
  void eachFlightIsOneDatagram() {
    List<List<Integer>> fromClient = recordTypes(Role.CLIENT);
    List<List<Integer>> fromServer = recordTypes(Role.SERVER);
    assertEquals(List.of(22), fromClient.getFirst()); // ClientHello
    assertTrue(fromServer.contains(List.of(22, 22, 22))); // ServerHello, KeyExchange, Done
    assertTrue(fromClient.contains(List.of(22, 20, 22))); // KeyExchange, CCS, Finished
    assertEquals(List.of(20, 22), fromServer.getLast()); // CCS, Finished
  }

  private byte[] lastSent(Role role) {
    return net.end(role).sent().getLast();
  }

  private List<List<Integer>> recordTypes(Role role) {
    return net.end(role).sent().stream()
        .map(
            datagram ->
                SentRecords.of(datagram).stream().map(r -> RecordHeader.type(r, 0)).toList())
        .toList();
  }
}
