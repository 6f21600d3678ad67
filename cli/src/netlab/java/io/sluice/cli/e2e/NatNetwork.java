package io.sluice.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two homes on the internet, each behind a router that translates addresses (RFC 4787: mappings
 * independent of the destination, filtering by address and port) and forgets a UDP mapping after 30
 * seconds, and a STUN and a TURN server between them. All are network namespaces of this machine:
 * for root on Linux, with {@code ip}, {@code nft} and coturn's {@code turnserver}.
 */
final class NatNetwork implements AutoCloseable {
  static final String SERVER = "10.90.0.1";
  static final int TURN_PORT = 3479;
  static final String USER = "ann";
  static final String PASSWORD = "opensesame";

  /** What the TURN server calls itself, in the clear. */
  static final String REALM = "home.test";

  private static final int STUN_PORT = 3478;
  private static final int UDP_TIMEOUT_SECONDS = 30;

  private final String suffix = "-" + ProcessHandle.current().pid();
  private final String internet = "internet" + suffix;
  private final List<String> routers = List.of("nat1" + suffix, "nat2" + suffix);
  private final List<String> homes = List.of("home1" + suffix, "home2" + suffix);
  private final Process stun;
  private final Process turn;

  NatNetwork() throws IOException {
    Namespaces.add(internet);
    for (int i = 0; i < homes.size(); i++) {
      build(i);
    }
    Namespaces.in(internet, "sysctl -qw net.ipv4.ip_forward=1");
    stun = server("--stun-only -p " + STUN_PORT);
    turn = server("-a -u " + USER + ":" + PASSWORD + " -r " + REALM + " -p " + TURN_PORT);
  }

  private Process server(String how) throws IOException {
    String command =
        "ip netns exec %s turnserver -n --no-tls --no-dtls --no-tcp --no-cli --log-file=stdout"
            + " --pidfile= -L %s %s";
    return new ProcessBuilder(command.formatted(internet, SERVER, how).split(" "))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void build(int i) throws IOException {
    String router = routers.get(i);
    String home = homes.get(i);
    Namespaces.add(router);
    Namespaces.add(home);
    String outside = "10.90." + i + ".";
    Namespaces.cable(internet, "to" + i, outside + "1/24", router, "outside", outside + "2/24");
    Namespaces.cable(router, "inside", "10.91.0.1/24", home, "eth0", "10.91.0.2/24");
    Namespaces.run("ip -n %s route add default via %s1".formatted(router, outside));
    Namespaces.run("ip -n %s route add default via 10.91.0.1".formatted(home));
    translate(router);
  }

  /** What nobody inside has asked for is dropped unseen, as by any router at home. */
  private static void translate(String router) throws IOException {
    Path rules = Files.createTempFile("rules", ".nft");
    try {
      Files.writeString(
          rules,
          """
          table ip home {
            chain out { type nat hook postrouting priority srcnat; oifname "outside" masquerade; }
            chain in { type filter hook input priority filter; iifname "outside" drop; }
            chain through {
              type filter hook forward priority filter;
              iifname "outside" ct state new drop;
            }
          }
          """);
      Namespaces.in(router, "nft -f " + rules);
    } finally {
      Files.delete(rules);
    }
    Namespaces.in(router, "sysctl -qw net.ipv4.ip_forward=1");
    for (String kind : List.of("", "_stream")) {
      Namespaces.in(
          router,
          "sysctl -qw net.netfilter.nf_conntrack_udp_timeout" + kind + "=" + UDP_TIMEOUT_SECONDS);
    }
  }

  /** A machine behind the first router, and one behind the second. */
  List<String> homes() {
    return homes;
  }

  /** The routers before them; their devices {@code inside} see all that a machine sends. */
  List<String> routers() {
    return routers;
  }

  /** Where the servers are: it sees all that goes from one home to the other. */
  String internet() {
    return internet;
  }

  /** A router starts again, and its provider gives it another address: no mapping is left. */
  void renumber(int which) throws IOException {
    String router = routers.get(which);
    String outside = "10.90." + which + ".";
    Namespaces.run("ip -n %s addr flush dev outside".formatted(router));
    Namespaces.run("ip -n %s addr add %s77/24 dev outside".formatted(router, outside));
    Namespaces.run("ip -n %s route add default via %s1".formatted(router, outside));
  }

  /** As {@code --stun} takes it. */
  static String stunServer() {
    return SERVER + ":" + STUN_PORT;
  }

  /** As {@code --turn} takes it. */
  static String turnServer() {
    return USER + "@" + SERVER + ":" + TURN_PORT;
  }

  @Override
  public void close() throws IOException {
    stun.destroyForcibly().onExit().join();
    turn.destroyForcibly().onExit().join();
    for (List<String> some : List.of(homes, routers, List.of(internet))) {
      for (String namespace : some) {
        Namespaces.remove(namespace);
      }
    }
  }
}
