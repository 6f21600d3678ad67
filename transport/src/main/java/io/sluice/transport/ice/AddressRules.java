package io.sluice.transport.ice;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which of this machine's addresses are used.
 *
 * @param only what may be used: an empty list allows all
 * @param never what may not, whatever {@code only} says
 * @param ipv6 whether IPv6 may
 */
public record AddressRules(Patterns only, Patterns never, boolean ipv6) {
  private static final Patterns NONE = new Patterns(List.of(), List.of());

  /** All addresses. */
  public static final AddressRules ALL = new AddressRules(NONE, NONE, true);

  /** Names of interfaces, and subnets. */
  public record Patterns(List<String> names, List<Subnet> subnets) {
    public Patterns {
      names = List.copyOf(names);
      subnets = List.copyOf(subnets);
    }

    boolean isEmpty() {
      return names.isEmpty() && subnets.isEmpty();
    }

    boolean include(String name, InetAddress address) {
      return names.contains(name) || subnets.stream().anyMatch(net -> net.contains(address));
    }
  }

  /**
   * Reads what a user gave: names of interfaces, and subnets as {@code ADDRESS/PREFIX}.
   *
   * @throws IOException with a message for the user if something is no subnet but looks like one
   */
  public static AddressRules of(List<String> only, List<String> never, boolean ipv6)
      throws IOException {
    return new AddressRules(patterns(only), patterns(never), ipv6);
  }

  /** The interfaces of these names only; all if there is no name. */
  public static AddressRules interfaces(List<String> names) {
    return new AddressRules(new Patterns(names, List.of()), NONE, true);
  }

  private static Patterns patterns(List<String> texts) throws IOException {
    List<String> names = new ArrayList<>();
    List<Subnet> subnets = new ArrayList<>();
    for (String text : texts) {
      Subnet subnet = Subnet.parse(text);
      if (subnet != null) {
        subnets.add(subnet);
      } else if (text.indexOf('/') < 0) {
        names.add(text);
      } else {
        throw new IOException(
            "A network is given as ADDRESS/PREFIX, for example 10.8.0.0/16, not as " + text + ".");
      }
    }
    return new Patterns(names, subnets);
  }

  /** Whether the user has chosen, so that this machine's own guess does not count. */
  boolean areChosen() {
    return !only.isEmpty();
  }

  /** Whether this address of the interface may be used. */
  boolean allow(String name, InetAddress address) {
    return (ipv6 || address instanceof Inet4Address)
        && (only.isEmpty() || only.include(name, address))
        && !never.include(name, address);
  }

  /**
   * Every interface that is named has to be there: a VPN that is down must not go unnoticed.
   *
   * @throws IOException with a message for the user
   */
  void requireNamed(Set<String> present) throws IOException {
    for (String name : only.names) {
      if (!present.contains(name)) {
        throw new IOException(
            "There is no network interface "
                + name
                + " that is up; there are: "
                + String.join(", ", present)
                + ".");
      }
    }
  }
}
