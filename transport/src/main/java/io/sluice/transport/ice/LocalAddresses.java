package io.sluice.transport.ice;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chooses the addresses of this machine that are worth offering to a peer, the best first. */
final class LocalAddresses {
  /** A network interface that is up. */
  record Nic(String name, boolean loopback, List<InetAddress> addresses) {
    Nic allowedBy(AddressRules rules) {
      List<InetAddress> allowed =
          addresses.stream().filter(address -> rules.allow(name, address)).toList();
      return new Nic(name, loopback, allowed);
    }
  }

  /** More than this makes codes long and checks many. */
  static final int MOST = 8;

  /** IPv6 gives an interface several: temporary and stable, of each prefix. */
  private static final int MOST_IPV6_PER_NIC = 2;

  /** Made by virtual machines and containers: rarely the way to another machine. */
  private static final Pattern VIRTUAL =
      Pattern.compile("(docker|podman|veth|virbr|br-|vmnet|vboxnet|lxc|lxd|cni|flannel|cali).*");

  private LocalAddresses() {}

  /**
   * The addresses to bind.
   *
   * @param rules which may be used; loopback is taken only if it is chosen or there is no other
   * @throws IOException with a message for the user if there is no such interface, or no address
   */
  static List<InetAddress> choose(AddressRules rules) throws IOException {
    return choose(nics(), rules, routed());
  }

  /** As above, of the given interfaces; {@code routed}: addresses that lead to other networks. */
  static List<InetAddress> choose(List<Nic> nics, AddressRules rules, Set<InetAddress> routed)
      throws IOException {
    rules.requireNamed(nics.stream().map(Nic::name).collect(toCollection(LinkedHashSet::new)));
    List<Nic> allowed = nics.stream().map(nic -> nic.allowedBy(rules)).toList();
    Stream<Nic> wanted = allowed.stream().filter(nic -> rules.areChosen() || !nic.loopback);
    List<InetAddress> chosen = rank(wanted.toList(), routed);
    if (chosen.isEmpty()) {
      chosen = rank(allowed, routed);
    }
    if (chosen.isEmpty()) {
      throw new IOException(
          "No network interface "
              + (rules.equals(AddressRules.ALL) ? "" : "that may be used ")
              + "has an address that a peer could reach.");
    }
    return chosen;
  }

  private static List<InetAddress> rank(List<Nic> nics, Set<InetAddress> routed) {
    record Ranked(InetAddress address, int rank) {}
    List<Ranked> all = new ArrayList<>();
    for (Nic nic : nics) {
      int far = VIRTUAL.matcher(nic.name.toLowerCase(Locale.ROOT)).matches() ? 4 : 2;
      for (InetAddress address : usable(nic, routed)) {
        int family = address instanceof Inet4Address ? 0 : 1;
        all.add(new Ranked(address, family + (routed.contains(address) ? 0 : far)));
      }
    }
    return all.stream()
        .sorted(Comparator.comparingInt(Ranked::rank))
        .map(Ranked::address)
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static List<InetAddress> usable(Nic nic, Set<InetAddress> routed) {
    List<InetAddress> usable = new ArrayList<>();
    int ipv6 = 0;
    // What leads to other networks first, so that the limit does not cut it.
    List<InetAddress> ordered = new ArrayList<>(nic.addresses);
    ordered.sort(Comparator.comparing(address -> !routed.contains(address)));
    for (InetAddress address : ordered) {
      boolean isIpv6 = !(address instanceof Inet4Address);
      if (address.isLinkLocalAddress()
          || address.isMulticastAddress()
          || address.isAnyLocalAddress()
          || (isIpv6 && ipv6 == MOST_IPV6_PER_NIC)) {
        continue;
      }
      ipv6 += isIpv6 ? 1 : 0;
      usable.add(address);
    }
    return usable;
  }

  /** Whether datagrams to this address never leave the machine. */
  static boolean isOnThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  private static List<Nic> nics() throws SocketException {
    List<Nic> nics = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp()) {
        List<InetAddress> addresses =
            each.inetAddresses().map(LocalAddresses::withoutScope).toList();
        nics.add(new Nic(each.getName(), each.isLoopback(), addresses));
      }
    }
    return nics;
  }

  /** Java names the interface in every IPv6 address; only link-local ones need it. */
  private static InetAddress withoutScope(InetAddress address) {
    if (address.isLinkLocalAddress()) {
      return address;
    }
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("the bytes of an address", e);
    }
  }

  /** The source addresses that the routing table picks for far destinations. */
  private static Set<InetAddress> routed() {
    Set<InetAddress> routed = new HashSet<>();
    // Documentation addresses; connecting a UDP socket looks up a route and sends nothing.
    routeTo(StandardProtocolFamily.INET, "203.0.113.1", routed);
    routeTo(StandardProtocolFamily.INET6, "2001:db8::1", routed);
    return routed;
  }

  private static void routeTo(
      StandardProtocolFamily family, String destination, Set<InetAddress> sources) {
    try (DatagramChannel channel = DatagramChannel.open(family)) {
      channel.connect(new InetSocketAddress(InetAddress.ofLiteral(destination), 9));
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      sources.add(withoutScope(local.getAddress()));
    } catch (IOException e) {
      // No route, or no such family here: then no address is better than another.
    }
  }
}
