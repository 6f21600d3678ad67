package io.sluice.transport.api;

import java.time.Duration;
import java.util.List;

/**
 * How a node behaves. Start from {@link #defaults} and change what differs.
 *
 * @param deviceName what the peer is told this machine is called, at most 64 characters
 * @param interfaces names of the network interfaces to use; empty for all that are up
 * @param stunServers {@code host:port} of STUN servers to ask for this machine's public address;
 *     empty: none is asked, and nothing leaves the machine but what goes to the peer
 * @param codeLifetime how long an offer works
 * @param connectWithin how long an answerer tries to reach the offerer
 */
public record Options(
    String deviceName,
    List<String> interfaces,
    List<String> stunServers,
    Duration codeLifetime,
    Duration connectWithin) {
  public Options {
    interfaces = List.copyOf(interfaces);
    stunServers = List.copyOf(stunServers);
  }

  /** No name, all interfaces, no STUN server, 15 minutes for a code and for connecting. */
  public static Options defaults() {
    return new Options("", List.of(), List.of(), Duration.ofMinutes(15), Duration.ofMinutes(15));
  }

  public Options withDeviceName(String name) {
    return new Options(name, interfaces, stunServers, codeLifetime, connectWithin);
  }

  public Options withInterfaces(List<String> names) {
    return new Options(deviceName, names, stunServers, codeLifetime, connectWithin);
  }

  public Options withStunServers(List<String> servers) {
    return new Options(deviceName, interfaces, servers, codeLifetime, connectWithin);
  }

  public Options withCodeLifetime(Duration lifetime) {
    return new Options(deviceName, interfaces, stunServers, lifetime, connectWithin);
  }

  public Options withConnectWithin(Duration patience) {
    return new Options(deviceName, interfaces, stunServers, codeLifetime, patience);
  }
}
