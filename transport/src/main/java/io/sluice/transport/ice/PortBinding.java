package io.sluice.transport.ice;

import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Binds one socket for each local address, all on the same port number if there is one free. */
final class PortBinding {
  private static final int TRIES = 10;

  /**
   * An IPv6 address that is new cannot be bound before nobody else turned out to have it, which
   * takes one to two seconds by default (RFC 4862 section 5.4).
   */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private static final long PAUSE_MILLIS = 50;

  private PortBinding() {}

  /**
   * Binds all addresses that can be bound; some may have gone, IPv6 may still be checking them, or
   * be switched off. Waits for seconds at most until it can bind one.
   *
   * @throws IOException if not one can be bound
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  static List<UdpSocket> bind(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    List<InetAddress> usable = awaitUsable(addresses, binder);
    for (int i = 0; i < TRIES; i++) {
      List<UdpSocket> bound = bindToOnePort(usable, binder);
      if (bound.size() == usable.size()) {
        return bound;
      }
      bound.forEach(UdpSocket::close);
    }
    return bindToAnyPorts(usable, binder);
  }

  private static List<InetAddress> awaitUsable(List<InetAddress> addresses, UdpSocket.Binder binder)
      throws IOException {
    boolean mayBeTentative = addresses.stream().anyMatch(Inet6Address.class::isInstance);
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try {
        return usable(addresses, binder);
      } catch (BindException e) {
        if (!mayBeTentative || System.nanoTime() - deadline >= 0) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an address was checked");
    }
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
