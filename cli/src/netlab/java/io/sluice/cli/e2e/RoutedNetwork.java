package io.sluice.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two machines and a router between them, each a network namespace of this machine: for root on
 * Linux, with {@code ip} of iproute2.
 */
final class RoutedNetwork implements AutoCloseable {
  /** What a packet has before its IP header, as interfaces count bytes. */
  private static final int ETHERNET_HEADER = 14;

  private final String suffix = "-" + ProcessHandle.current().pid();
  private final List<String> namespaces =
      List.of("left" + suffix, "router" + suffix, "right" + suffix);

  /** The versions of IP. */
  enum Family {
    IPV4("10.79.1.", "10.79.2.", "/24", "net.ipv4.ip_forward"),
    IPV6("fd79:1::", "fd79:2::", "/64", "net.ipv6.conf.all.forwarding");

    private final String left;
    private final String right;
    private final String suffix;
    private final String forwarding;

    Family(String left, String right, String suffix, String forwarding) {
      this.left = left;
      this.right = right;
      this.suffix = suffix;
      this.forwarding = forwarding;
    }
  }

  /** Packets that have left an interface, and their bytes. */
  record Traffic(long packets, long bytes) {
    Traffic since(Traffic earlier) {
      return new Traffic(packets - earlier.packets, bytes - earlier.bytes);
    }

    /** Bytes of an IP packet, on average. */
    double meanLength() {
      return (double) bytes / packets - ETHERNET_HEADER;
    }
  }

  /**
   * Makes a network in which every link has that MTU.
   *
   * @param deaf whether senders take no notice of routers that cannot forward a packet
   */
  RoutedNetwork(Family family, int mtu, boolean deaf) throws IOException {
    for (String namespace : namespaces) {
      Namespaces.add(namespace);
    }
    link(left(), "left", "toleft", family.left, family.suffix, mtu);
    link(right(), "right", "toright", family.right, family.suffix, mtu);
    Namespaces.in(router(), "sysctl -qw " + family.forwarding + "=1");
    String limit = deaf ? " mtu lock " + mtu : "";
    Namespaces.run("ip -n %s route add default via %s1%s".formatted(left(), family.left, limit));
    Namespaces.run("ip -n %s route add default via %s1%s".formatted(right(), family.right, limit));
  }

  String left() {
    return namespaces.get(0);
  }

  String right() {
    return namespaces.get(2);
  }

  String router() {
    return namespaces.get(1);
  }

  /** Names on that machine are looked up at this address, and nowhere else. */
  void nameServer(String machine, String address) throws IOException {
    Path folder = Files.createDirectories(Path.of("/etc/netns", machine));
    Files.writeString(folder.resolve("resolv.conf"), "nameserver " + address + "\n");
  }

  /** From now on the link from the router to the right carries no longer packets than that. */
  void narrow(int mtu) throws IOException {
    Namespaces.run("ip -n %s link set toright mtu %d".formatted(router(), mtu));
    Namespaces.run("ip -n %s link set right mtu %d".formatted(right(), mtu));
  }

  /** What has left the machine on the left. */
  Traffic fromLeft() throws IOException {
    return traffic(left(), "left");
  }

  /** What has left the router for the machine on the right. */
  Traffic toRight() throws IOException {
    return traffic(router(), "toright");
  }

  private static Traffic traffic(String namespace, String device) throws IOException {
    String figures = "/sys/class/net/" + device + "/statistics/";
    String[] lines =
        Namespaces.in(namespace, "cat %stx_packets %stx_bytes".formatted(figures, figures))
            .split("\n");
    return new Traffic(Long.parseLong(lines[0]), Long.parseLong(lines[1]));
  }

  /** A cable between a machine, which is number 2 in its network, and the router, number 1. */
  private void link(
      String machine, String device, String far, String network, String suffix, int mtu)
      throws IOException {
    Namespaces.cable(
        machine, device, network + "2" + suffix, router(), far, network + "1" + suffix);
    Namespaces.run("ip -n %s link set %s mtu %d".formatted(machine, device, mtu));
    Namespaces.run("ip -n %s link set %s mtu %d".formatted(router(), far, mtu));
  }

  @Override
  public void close() throws IOException {
    for (String namespace : namespaces) {
      Namespaces.remove(namespace);
      Path folder = Path.of("/etc/netns", namespace);
      Files.deleteIfExists(folder.resolve("resolv.conf"));
      Files.deleteIfExists(folder);
    }
  }
}
