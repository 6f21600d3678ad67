package io.sluice.transport.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A STUN server on loopback that sees every client behind a NAT. */
final class FakeStunServer implements AutoCloseable {
  static final InetSocketAddress OUTSIDE = new InetSocketAddress("203.0.113.5", 4242);

  final AtomicInteger requests = new AtomicInteger();
  private final int ignored;
  private final DatagramSocket socket;

  /** Answers after as many requests as it ignores. */
  FakeStunServer(int ignored) throws IOException {
    this.ignored = ignored;
    socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  String hostPort() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        socket.receive(packet);
        StunMessage request = StunMessage.parse(packet.getData(), 0, packet.getLength());
        if (request != null && requests.incrementAndGet() > ignored) {
          packet.setData(
              StunRequests.answer(request, OUTSIDE.getAddress().getAddress(), OUTSIDE.getPort()));
          socket.send(packet);
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
