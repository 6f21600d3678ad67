package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Both ends of a connection over a {@link TestNet}. */
record TestPair(TestNet net, DtlsConnection client, DtlsConnection server) {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Secret PSK = Secret.copyOf(new byte[32]);
  static final Credentials BY_KEY = new Credentials.PreSharedKey(PSK);

  /** The choice of ciphers of a machine as most are, whatever the tests run on. */
  static final CipherPolicy AES_IN_HARDWARE = CipherPolicy.automatic(new AesSupport(true, true));

  private static final long SLICE_NANOS = 5_000_000;

  /** A handshake of one side. */
  @FunctionalInterface
  interface Side {
    DtlsConnection handshake(TestNet net, Role role) throws DtlsException;
  }

  /** Connects two that hold {@link #PSK}. */
  static TestPair connect(TestNet net) throws Exception {
    return connect(net, TestPair::handshake);
  }

  /** Connects; the server goes on listening, as a session does, until the client is done too. */
  static TestPair connect(TestNet net, Side side) throws Exception {
    FutureTask<DtlsConnection> client = start(() -> side.handshake(net, Role.CLIENT));
    FutureTask<DtlsConnection> server = start(() -> side.handshake(net, Role.SERVER));
    DtlsConnection serverSide = get(server);
    serve(net, serverSide, client);
    return new TestPair(net, get(client), serverSide);
  }

  /** Hands what comes to the server to {@code server.open} until the client is done. */
  static void serve(TestNet net, DtlsConnection server, FutureTask<DtlsConnection> client)
      throws IOException {
    byte[] plain = new byte[DtlsConnection.MAX_PLAINTEXT];
    while (!client.isDone()) {
      byte[] datagram = net.end(Role.SERVER).take(SLICE_NANOS);
      if (datagram != null) {
        server.open(datagram, 0, datagram.length, plain, 0);
      }
    }
  }

  static DtlsConnection handshake(TestNet net, Role role) throws DtlsException {
    return handshake(net, role, AES_IN_HARDWARE);
  }

  static DtlsConnection handshake(TestNet net, Role role, CipherPolicy policy)
      throws DtlsException {
    return DtlsConnection.handshake(role, PSK, policy, net.end(role), PATIENCE);
  }

  static <T> FutureTask<T> start(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  /** The result, or the exception as the work threw it. */
  static <T> T get(FutureTask<T> task) throws Exception {
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  static byte[] seal(DtlsConnection from, byte[] plain) {
    byte[] record = new byte[plain.length + DtlsConnection.OVERHEAD];
    return Arrays.copyOf(record, from.seal(plain, 0, plain.length, record, 0));
  }

  /** The plaintext, or null if there is none. */
  static byte[] open(DtlsConnection to, byte[] datagram) {
    byte[] plain = new byte[DtlsConnection.MAX_PLAINTEXT];
    int length = to.open(datagram, 0, datagram.length, plain, 0);
    return length < 0 ? null : Arrays.copyOf(plain, length);
  }
}
