package io.sluice.transport.ice;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Which addresses this end sends to and hears. */
sealed interface Reach {
  /** All of them. */
  record Anywhere() implements Reach {
    @Override
    public boolean includes(InetAddress address) {
      return true;
    }
  }

  /** Those on the same links, without a router in between. */
  record Neighbours(List<Subnet> subnets) implements Reach {
    public Neighbours {
      subnets = List.copyOf(subnets);
    }

    @Override
    public boolean includes(InetAddress address) {
      return subnets.stream().anyMatch(subnet -> subnet.contains(address));
    }
  }

  /** Those that are seen from the outside only: who is on our own networks sees our addresses. */
  record Outside() implements Reach {
    private static final Subnet UNIQUE_LOCAL =
        new Subnet(InetAddress.ofLiteral("fc00::"), 7); // RFC 4193
    private static final Subnet CARRIER_GRADE =
        new Subnet(InetAddress.ofLiteral("100.64.0.0"), 10); // RFC 6598, and of many a VPN

    @Override
    public boolean includes(InetAddress address) {
      boolean inside =
          address.isLoopbackAddress()
              || address.isLinkLocalAddress()
              || (address instanceof Inet4Address && address.isSiteLocalAddress())
              || UNIQUE_LOCAL.contains(address)
              || CARRIER_GRADE.contains(address);
      return !inside;
    }
  }

  boolean includes(InetAddress address);

  /** The reach of who stays among the neighbours of these addresses of this machine. */
  static Reach neighboursOf(List<InetAddress> own) throws SocketException {
    List<Subnet> subnets = new ArrayList<>();
    for (InetAddress address : own) {
      subnets.add(new Subnet(address, 8 * address.getAddress().length));
      NetworkInterface network = NetworkInterface.getByInetAddress(address);
      if (network != null) {
        for (InterfaceAddress each : network.getInterfaceAddresses()) {
          if (each.getAddress().equals(address)) {
            subnets.add(new Subnet(address, each.getNetworkPrefixLength()));
          }
        }
      }
    }
    return new Neighbours(subnets);
  }

  /** This and the other. */
  default Reach and(Reach other) {
    return switch (other) {
      case Anywhere _ -> this;
      default -> this instanceof Anywhere ? other : new Both(this, other);
    };
  }

  /** What two of them have in common. */
  record Both(Reach one, Reach other) implements Reach {
    @Override
    public boolean includes(InetAddress address) {
      return one.includes(address) && other.includes(address);
    }
  }
}
