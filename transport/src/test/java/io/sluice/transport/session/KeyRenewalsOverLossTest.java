package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Keys that seal 20 kB at most, on a network that loses, doubles and reorders: they are renewed
 * hundreds of times, and SCTP above them notices nothing but the network. In real time, because
 * handshakes are.
 */
@Timeout(120)
class KeyRenewalsOverLossTest {
  private static final long AFTER_BYTES = 20_000;
  private static final int RENEWALS = 200;
  private static final long PAUSE_NANOS = 100_000;

  @Test
  void hundredsOfRenewalsLoseNothing() throws Exception {
    Random random = new Random(11);
    LossyPath network = new LossyPath(random, 0.02, 0.05);
    renew(network, RENEWALS);
    assertTrue(network.lost() > 100, "the network lost only " + network.lost());
  }

  /** One forged datagram must not end a session: here is one beside each real one. */
  @Test
  void forgedDatagramsBesideEveryRealOneEndNothing() throws Exception {
    LossyPath network = new LossyPath(new Random(12), 0, 0);
    network.forge();
    renew(network, 20);
  }

  private static void renew(LossyPath network, int renewals) throws Exception {
    RenewingEnd client = RenewingEnd.connect(Role.CLIENT, network, AFTER_BYTES);
    RenewingEnd server = client.other();
    client.start(System.nanoTime());
    while (client.epoch() <= renewals || server.epoch() <= renewals) {
      long now = System.nanoTime();
      client.step(now);
      server.step(now);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    long sent = client.stopSending();
    long sentBack = server.stopSending();
    while (server.received() < sent || client.received() < sentBack) {
      long now = System.nanoTime();
      client.step(now);
      server.step(now);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    assertEquals(sent, server.received());
    assertEquals(sentBack, client.received());
    System.out.printf(
        "%d and %d renewals over %d and %d messages; %d datagrams lost%n",
        client.epoch() - 1, server.epoch() - 1, sent, sentBack, network.lost());
  }
}
