package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastFlightTest {
  private static final byte[] TEXT = {1, 2, 3};

  private final TestNet net = TestNet.fine();
  private final TestNet.End serverEnd = net.end(Role.SERVER);

  @Test
  void isSentAgainWhileApplicationDataAlreadyFlows() throws Exception {
    AtomicInteger lost = new AtomicInteger();
    serverEnd.filter(datagram -> !holdsSealedHandshake(datagram) || lost.getAndIncrement() >= 3);
    FutureTask<DtlsConnection> pending = TestPair.start(() -> TestPair.handshake(net, Role.CLIENT));
    DtlsConnection server = TestPair.handshake(net, Role.SERVER);

    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] record = TestPair.seal(server, TEXT);
      serverEnd.send(record, 0, record.length);
      data.add(record);
    }
    TestPair.serve(net, server, pending);
    DtlsConnection client = TestPair.get(pending);

    assertTrue(lost.get() > 3, "the last flight was sent " + lost.get() + " times");
    assertArrayEquals(TEXT, TestPair.open(client, data.getLast()));
    assertArrayEquals(TEXT, TestPair.open(client, data.getFirst()));
    assertArrayEquals(TEXT, TestPair.open(server, TestPair.seal(client, TEXT)));
    SentRecords.assertNoNumberTwice(net);
  }

  @Test
  void isSentAgainOnlyUntilTheClientShowsThatItHasIt() throws Exception {
    TestPair pair = TestPair.connect(net);
    byte[] clientFinished =
        net.end(Role.CLIENT).sent().stream()
            .filter(LastFlightTest::holdsSealedHandshake)
            .findFirst()
            .orElseThrow();

    int sent = serverEnd.sent().size();
    assertNull(TestPair.open(pair.server(), clientFinished));
    assertEquals(sent + 1, serverEnd.sent().size());

    assertArrayEquals(TEXT, TestPair.open(pair.server(), TestPair.seal(pair.client(), TEXT)));
    assertNull(TestPair.open(pair.server(), clientFinished));
    assertEquals(sent + 1, serverEnd.sent().size());
    SentRecords.assertNoNumberTwice(net);
  }

  private static boolean holdsSealedHandshake(byte[] datagram) {
    return SentRecords.of(datagram).stream()
        .anyMatch(
            record ->
                RecordHeader.epoch(record, 0) == 1
                    && RecordHeader.type(record, 0) == RecordHeader.HANDSHAKE);
  }
}
