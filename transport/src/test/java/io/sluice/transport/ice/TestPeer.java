package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;

/** An agent on loopback with what a test wants to see of it. */
final class TestPeer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String OFFERER = "o".repeat(32);
  private static final String ANSWERER = "a".repeat(32);

  final TestSink sink = new TestSink();
  final RecordingSockets sockets = new RecordingSockets();
  final IceAgent agent;

  private TestPeer(IceCredentials credentials, boolean controlling, IceOptions options)
      throws IOException {
    agent = IceAgent.open(options.withSockets(sockets), credentials, controlling, sink);
  }

  static IceOptions loopback() throws IOException {
    // "lo", or "lo0", or a longer name.
    NetworkInterface loopback =
        NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1"));
    return IceOptions.defaults().withInterfaces(List.of(loopback.getName()));
  }

  static IceCredentials offererCredentials() {
    return new IceCredentials("offerer1", OFFERER, "answerer", ANSWERER);
  }

  static IceCredentials answererCredentials() {
    return new IceCredentials("answerer", ANSWERER, "offerer1", OFFERER);
  }

  /** Listens: the controlled side. */
  static TestPeer offerer() throws IOException {
    return new TestPeer(offererCredentials(), false, loopback());
  }

  /** Calls: the controlling side. */
  static TestPeer answerer() throws IOException {
    return new TestPeer(answererCredentials(), true, loopback());
  }

  static TestPeer answererWith(IceCredentials credentials) throws IOException {
    return new TestPeer(credentials, true, loopback());
  }

  static TestPeer answererWith(IceOptions options) throws IOException {
    return new TestPeer(answererCredentials(), true, options);
  }

  static TestPeer offererWith(IceOptions options) throws IOException {
    return new TestPeer(offererCredentials(), false, options);
  }

  SelectedPair pair() throws InterruptedException {
    SelectedPair pair = agent.await(PATIENCE);
    assertNotNull(pair, "no pair");
    return pair;
  }

  void send(String text) throws IOException, InterruptedException {
    byte[] datagram = TestSink.datagram(text);
    SelectedPair pair = pair();
    pair.socket().send(datagram, 0, datagram.length, pair.remote());
  }

  @Override
  public void close() {
    agent.close();
  }
}
