package io.sluice.transport.ice;

import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.NioUdpSocket;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens real sockets, and writes down where everything goes. */
final class RecordingSockets implements UdpSocket.Binder {
  final Set<InetSocketAddress> destinations = ConcurrentHashMap.newKeySet();
  final List<UdpSocket> opened = new CopyOnWriteArrayList<>();

  @Override
  public UdpSocket bind(InetSocketAddress local) throws IOException {
    UdpSocket socket = new Recording(NioUdpSocket.bind(local));
    opened.add(socket);
    return socket;
  }

  private final class Recording implements UdpSocket {
    private final UdpSocket socket;

    Recording(UdpSocket socket) {
      this.socket = socket;
    }

    @Override
    public InetSocketAddress localAddress() {
      return socket.localAddress();
    }

    @Override
    public boolean receive(DatagramBatch into, long timeoutNanos) throws IOException {
      return socket.receive(into, timeoutNanos);
    }

    @Override
    public void send(DatagramBatch batch, InetSocketAddress to) throws IOException {
      destinations.add(to);
      socket.send(batch, to);
    }

    @Override
    public void send(byte[] datagram, int offset, int length, InetSocketAddress to)
        throws IOException {
      destinations.add(to);
      socket.send(datagram, offset, length, to);
    }

    @Override
    public void sendFragmentable(byte[] datagram, int offset, int length, InetSocketAddress to)
        throws IOException {
      destinations.add(to);
      socket.sendFragmentable(datagram, offset, length, to);
    }

    @Override
    public boolean neverFragments() {
      return socket.neverFragments();
    }

    @Override
    public long sendFailures() {
      return socket.sendFailures();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
