package io.sluice.transport.api;

import java.time.Duration;
import java.util.List;

/**
 * How a node behaves. Start from {@link #defaults} and change what differs.
 *
 * @param deviceName what the peer is told this machine is called, at most 64 characters
 * @param addresses which addresses of this machine are used and revealed
 * @param stunServers {@code host:port} of STUN servers to ask for this machine's public address;
 *     empty: none is asked, and nothing leaves the machine but what goes to the peer
 * @param codeLifetime how long an offer works
 * @param connectWithin how long an answerer tries to reach the offerer
 * @param limit how many bytes of files may pass in a second, in each direction; 0: as many as can
 * @param sctpEngine what carries messages: {@value #OWN_SCTP_ENGINE}, or the name of another engine
 *     that was built in
 */
public record Options(
    String deviceName,
    AddressPolicy addresses,
    List<String> stunServers,
    Duration codeLifetime,
    Duration connectWithin,
    long limit,
    String sctpEngine) {
  /** The engine that is always there. */
  public static final String OWN_SCTP_ENGINE = "sluice";

  public Options {
    stunServers = List.copyOf(stunServers);
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /** No name, all addresses, no STUN server, 15 minutes for a code and for connecting, no limit. */
  public static Options defaults() {
    return new Options(
        "",
        AddressPolicy.defaults(),
        List.of(),
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        0,
        OWN_SCTP_ENGINE);
  }

  public Options withDeviceName(String name) {
    return new Options(
        name, addresses, stunServers, codeLifetime, connectWithin, limit, sctpEngine);
  }

  /** These options with another {@code addresses}. */
  public Options withAddresses(AddressPolicy policy) {
    return new Options(
        deviceName, policy, stunServers, codeLifetime, connectWithin, limit, sctpEngine);
  }

  /** These options with the interfaces of these names only; empty for all. */
  public Options withInterfaces(List<String> names) {
    return withAddresses(addresses.withOnly(names));
  }

  public Options withStunServers(List<String> servers) {
    return new Options(
        deviceName, addresses, servers, codeLifetime, connectWithin, limit, sctpEngine);
  }

  public Options withCodeLifetime(Duration lifetime) {
    return new Options(
        deviceName, addresses, stunServers, lifetime, connectWithin, limit, sctpEngine);
  }

  public Options withConnectWithin(Duration patience) {
    return new Options(
        deviceName, addresses, stunServers, codeLifetime, patience, limit, sctpEngine);
  }

  /** These options with another {@code limit}. */
  public Options withLimit(long bytesPerSecond) {
    return new Options(
        deviceName,
        addresses,
        stunServers,
        codeLifetime,
        connectWithin,
        bytesPerSecond,
        sctpEngine);
  }

  /** These options with another {@code sctpEngine}. */
  public Options withSctpEngine(String name) {
    return new Options(
        deviceName, addresses, stunServers, codeLifetime, connectWithin, limit, name);
  }
}
