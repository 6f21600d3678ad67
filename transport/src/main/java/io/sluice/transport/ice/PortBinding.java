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
   * Binds all addresses that can be bound; some may have gone, IPv6 may still be checking them, or
   * be switched off.
   *
   * @throws IOException if not one can be bound
   */
  static List<UdpSocket> bind(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    List<InetAddress> usable = usable(addresses, binder);
    for (int i = 0; i < TRIES; i++) {
      List<UdpSocket> bound = bindToOnePort(usable, binder);
      if (bound.size() == usable.size()) {
        return bound;
      }
      bound.forEach(UdpSocket::close);
    }
    return bindToAnyPorts(usable, binder);
  }

  private static List<InetAddress> usable(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    List<InetAddress> usable = new ArrayList<>();
    IOException last = new IOException("There is no address to bind.");
    for (InetAddress address : addresses) {
      try {
        binder.bind(new InetSocketAddress(address, 0)).close();
        usable.add(address);
      } catch (IOException e) {
        last = e;
      } catch (UnsupportedOperationException e) {
        last = new IOException("This machine has no sockets for " + address.getHostAddress(), e);
      }
    }
    if (usable.isEmpty()) {
      throw last;
    }
    return usable;
  }

  /** Binds as many as the port of the first one is free for. */
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
      } catch (IOException e) {
        bound.forEach(UdpSocket::close);
        throw e;
      }
    }
    return bound;
  }

  private static List<UdpSocket> bindToAnyPorts(
      List<InetAddress> addresses, UdpSocket.Binder binder) throws IOException {
    List<UdpSocket> bound = new ArrayList<>();
    for (InetAddress address : addresses) {
      try {
        bound.add(binder.bind(new InetSocketAddress(address, 0)));
      } catch (IOException e) {
        bound.forEach(UdpSocket::close);
        throw e;
      }
    }
    return bound;
  }
}
