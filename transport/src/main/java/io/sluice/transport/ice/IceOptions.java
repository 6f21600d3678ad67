package io.sluice.transport.ice;

import io.sluice.transport.udp.NioUdpSocket;
import io.sluice.transport.udp.UdpSocket;
import java.time.Duration;
import java.util.List;

/**
 * How an agent finds its addresses. Start from {@link #defaults} and change what differs.
 *
 * @param interfaces names of the network interfaces to use; empty for all that are up
 * @param stunServers {@code host:port} of the STUN servers to ask; empty: none
 * @param stunPatience how long to wait for the first answer of the STUN servers
 * @param sockets what opens the sockets
 */
public record IceOptions(
    List<String> interfaces,
    List<String> stunServers,
    Duration stunPatience,
    UdpSocket.Binder sockets) {
  public IceOptions {
    interfaces = List.copyOf(interfaces);
    stunServers = List.copyOf(stunServers);
  }

  /** All interfaces, no STUN server, NIO sockets. */
  public static IceOptions defaults() {
    return new IceOptions(List.of(), List.of(), Duration.ofSeconds(2), NioUdpSocket::bind);
  }

  public IceOptions withInterfaces(List<String> names) {
    return new IceOptions(names, stunServers, stunPatience, sockets);
  }

  public IceOptions withStunServers(List<String> servers) {
    return new IceOptions(interfaces, servers, stunPatience, sockets);
  }

  public IceOptions withSockets(UdpSocket.Binder binder) {
    return new IceOptions(interfaces, stunServers, stunPatience, binder);
  }
}
