package io.sluice.transport.ice;

import io.sluice.transport.udp.NioUdpSocket;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How an agent finds its addresses, and which it tells. Start from {@link #defaults} and change
 * what differs.
 *
 * @param addresses which of this machine's addresses to use
 * @param reveals the types of candidates that the peer is told of. Without {@link Candidate#HOST}
 *     nothing is sent to private addresses of the peer; with {@link Candidate#RELAYED} alone
 *     nothing is sent to anybody but TURN servers
 * @param offline whether only addresses in this machine's own subnets are sent to and heard; no
 *     STUN server is asked then
 * @param stunServers {@code host:port} of the STUN servers to ask; empty: none
 * @param turnServers the TURN servers to get a port from; empty: none
 * @param stunPatience how long to wait for the first answer of the STUN servers, and for a port
 * @param sockets what opens the sockets
 */
public record IceOptions(
    AddressRules addresses,
    Set<String> reveals,
    boolean offline,
    List<String> stunServers,
    List<TurnServer> turnServers,
    Duration stunPatience,
    UdpSocket.Binder sockets) {
  public IceOptions {
    reveals = Set.copyOf(reveals);
    stunServers = List.copyOf(stunServers);
    turnServers = List.copyOf(turnServers);
  }

  /** All addresses, all revealed, no STUN server, NIO sockets. */
  public static IceOptions defaults() {
    return new IceOptions(
        AddressRules.ALL,
        Set.of(Candidate.HOST, Candidate.SERVER_REFLEXIVE, Candidate.RELAYED),
        false,
        List.of(),
        List.of(),
        Duration.ofSeconds(2),
        NioUdpSocket::bind);
  }

  /** These options with another {@code addresses}. */
  public IceOptions withAddresses(AddressRules rules) {
    return new IceOptions(rules, reveals, offline, stunServers, turnServers, stunPatience, sockets);
  }

  /** These options with the interfaces of these names only; empty for all. */
  public IceOptions withInterfaces(List<String> names) {
    return withAddresses(AddressRules.interfaces(names));
  }

  /** These options with another {@code reveals}. */
  public IceOptions revealing(Set<String> types) {
    return new IceOptions(
        addresses, types, offline, stunServers, turnServers, stunPatience, sockets);
  }

  /** These options with another {@code offline}. */
  public IceOptions withOffline(boolean stay) {
    return new IceOptions(
        addresses, reveals, stay, stunServers, turnServers, stunPatience, sockets);
  }

  /** These options with another {@code stunServers}. */
  public IceOptions withStunServers(List<String> servers) {
    return new IceOptions(addresses, reveals, offline, servers, turnServers, stunPatience, sockets);
  }

  /** These options with another {@code turnServers}. */
  public IceOptions withTurnServers(List<TurnServer> servers) {
    return new IceOptions(addresses, reveals, offline, stunServers, servers, stunPatience, sockets);
  }

  /** These options with another {@code stunPatience}. */
  public IceOptions withStunPatience(Duration patience) {
    return new IceOptions(addresses, reveals, offline, stunServers, turnServers, patience, sockets);
  }

  /** These options with another {@code sockets}. */
  public IceOptions withSockets(UdpSocket.Binder binder) {
    return new IceOptions(
        addresses, reveals, offline, stunServers, turnServers, stunPatience, binder);
  }

  /** The STUN servers that are asked in fact: none whose answer nobody may know. */
  List<String> askedServers() {
    return offline || !reveals.contains(Candidate.SERVER_REFLEXIVE) ? List.of() : stunServers;
  }

  /** The TURN servers that are asked in fact: none whose port nobody may know. */
  List<TurnServer> askedTurnServers() {
    return offline || !reveals.contains(Candidate.RELAYED) ? List.of() : turnServers;
  }

  /** Whether the peer is to see no address of this machine, nor what a NAT makes of it. */
  boolean onlyRelays() {
    return reveals.equals(Set.of(Candidate.RELAYED));
  }

  /** Where this end sends, and whom it hears. */
  Reach reach(List<InetAddress> own) throws IOException {
    Reach inside = offline ? Reach.neighboursOf(own) : new Reach.Anywhere();
    return reveals.contains(Candidate.HOST) || onlyRelays()
        ? inside
        : inside.and(new Reach.Outside());
  }
}
