package io.sluice.transport.ice;

import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Binds one socket for each local address, all on the same port number if there is one free. */
final class PortBinding {
  private static final int TRIES = 10;

  private PortBinding() {}

  /**
   * Binds all addresses that can be bound; some may have gone, or IPv6 may still be checking them.
   *
   * @throws IOException if not one can be bound
   */
  static List<UdpSocket> bind(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      List<UdpSocket> bound = bindToOnePort(addresses, binder);
      if (bound.size() == addresses.size()) {
        return bound;
      }
      bound.forEach(UdpSocket::close);
    }
    return bindToAnyPorts(addresses, binder);
  }

  private static List<UdpSocket> bindToOnePort(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    List<UdpSocket> bound = new ArrayList<>();
    int port = 0;
    for (InetAddress address : addresses) {
      try {
        bound.add(binder.bind(new InetSocketAddress(address, port)));
        port = bound.getFirst().localAddress().getPort();
      } catch (BindException e) {
        return bound;
      } catch (IOException | RuntimeException e) {
        bound.forEach(UdpSocket::close);
        throw e;
      }
    }
    return bound;
  }

  private static List<UdpSocket> bindToAnyPorts(
      List<InetAddress> addresses, UdpSocket.Binder binder) throws IOException {
    List<UdpSocket> bound = new ArrayList<>();
    BindException last = null;
    for (InetAddress address : addresses) {
      try {
        bound.add(binder.bind(new InetSocketAddress(address, 0)));
      } catch (BindException e) {
        last = e;
      }
    }
    if (bound.isEmpty() && last != null) {
      throw last;
    }
    return bound;
  }
}
