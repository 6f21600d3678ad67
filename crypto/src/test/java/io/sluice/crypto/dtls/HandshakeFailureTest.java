package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import io.sluice.crypto.secret.Secret;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class HandshakeFailureTest {
  private static final Duration SHORT = Duration.ofMillis(700);

  private final TestNet net = TestNet.fine();

  @Test
  void anotherKeyEndsBothSidesInTime() throws Exception {
    Secret otherPsk = Secret.copyOf(new byte[] {1, 2, 3});
    long start = System.nanoTime();
    FutureTask<DtlsException> client = failure(Role.CLIENT, TestPair.PSK);
    FutureTask<DtlsException> server = failure(Role.SERVER, otherPsk);
    for (FutureTask<DtlsException> side : java.util.List.of(client, server)) {
      Reason reason = TestPair.get(side).reason();
      assertTrue(reason == Reason.TIMEOUT || reason == Reason.REJECTED, reason.toString());
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 650 && millis < 10_000, millis + " ms");
  }

  @Test
  void nobodyThereIsATimeout() throws Exception {
    assertEquals(Reason.TIMEOUT, TestPair.get(failure(Role.CLIENT, TestPair.PSK)).reason());
    assertEquals(Reason.TIMEOUT, TestPair.get(failure(Role.SERVER, TestPair.PSK)).reason());
  }

  @Test
  void aClosedLinkEndsTheHandshakeAtOnce() throws Exception {
    var client = TestPair.start(() -> TestPair.handshake(net, Role.CLIENT));
    net.end(Role.CLIENT).close();
    var failure = assertThrows(DtlsException.class, () -> TestPair.get(client));
    assertEquals(Reason.CLOSED, failure.reason());
  }

  @Test
  void anInterruptEndsTheHandshakeAndIsKept() {
    Thread.currentThread().interrupt();
    var failure = assertThrows(DtlsException.class, () -> TestPair.handshake(net, Role.CLIENT));
    assertEquals(Reason.CLOSED, failure.reason());
    assertTrue(Thread.interrupted());
  }

  @Test
  void twoClientsDoNotConnect() throws Exception {
    FutureTask<DtlsException> one = failure(Role.CLIENT, TestPair.PSK);
    var other =
        TestPair.start(
            () ->
                assertThrows(
                    DtlsException.class,
                    () ->
                        DtlsConnection.handshake(
                            Role.CLIENT,
                            TestPair.PSK,
                            TestPair.AES_IN_HARDWARE,
                            net.end(Role.SERVER),
                            SHORT)));
    assertEquals(Reason.TIMEOUT, TestPair.get(one).reason());
    assertEquals(Reason.TIMEOUT, TestPair.get(other).reason());
  }

  private FutureTask<DtlsException> failure(Role role, Secret psk) {
    return TestPair.start(
        () ->
            assertThrows(
                DtlsException.class,
                () ->
                    DtlsConnection.handshake(
                        role, psk, TestPair.AES_IN_HARDWARE, net.end(role), SHORT)));
  }
}
