package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.udp.NioUdpSocket;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortBindingTest {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

  @Test
  void allAddressesGetTheSamePort() throws IOException {
    List<UdpSocket> bound = PortBinding.bind(List.of(IPV4, IPV6), NioUdpSocket::bind);
    assertEquals(2, bound.size());
    assertEquals(port(bound.getFirst()), port(bound.getLast()));
    bound.forEach(UdpSocket::close);
  }

  @Test
  void aPortThatIsTakenOnOneAddressIsGivenUpOnAll() throws IOException {
    AtomicInteger conflicts = new AtomicInteger();
    AtomicInteger firstPort = new AtomicInteger();
    List<UdpSocket> bound =
        PortBinding.bind(
            List.of(IPV4, IPV6),
            local -> {
              if (local.getPort() != 0 && conflicts.getAndIncrement() == 0) {
                firstPort.set(local.getPort());
                throw new BindException("taken");
              }
              return NioUdpSocket.bind(local);
            });
    assertEquals(2, conflicts.get());
    assertNotEquals(0, firstPort.get());
    assertEquals(port(bound.getFirst()), port(bound.getLast()));
    bound.forEach(UdpSocket::close);
  }

  @Test
  void anAddressThatCannotBeBoundIsLeftOut() throws IOException {
    List<UdpSocket> bound =
        PortBinding.bind(
            List.of(IPV6, IPV4),
            local -> {
              if (local.getAddress().equals(IPV6)) {
                throw new BindException("not yet");
              }
              return NioUdpSocket.bind(local);
            });
    assertEquals(IPV4, bound.getFirst().localAddress().getAddress());
    bound.forEach(UdpSocket::close);
  }

  @Test
  void anIpv6AddressThatIsStillCheckedIsWaitedForWhenThereIsNoOther() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    List<UdpSocket> bound =
        PortBinding.bind(
            List.of(IPV6),
            local -> {
              if (tries.incrementAndGet() < 4) {
                throw new BindException("not yet");
              }
              return NioUdpSocket.bind(local);
            });
    assertEquals(IPV6, bound.getFirst().localAddress().getAddress());
    bound.forEach(UdpSocket::close);
  }

  @Test
  void ifNothingCanBeBoundTheReasonIsThrown() {
    assertThrows(
        BindException.class,
        () ->
            PortBinding.bind(
                List.of(IPV4),
                local -> {
                  throw new BindException("no");
                }));
  }

  private static int port(UdpSocket socket) {
    return socket.localAddress().getPort();
  }
}
