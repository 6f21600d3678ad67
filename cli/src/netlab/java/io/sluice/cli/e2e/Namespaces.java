package io.sluice.cli.e2e;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** Commands on network namespaces. */
final class Namespaces {
  private static final long CARRIER_NANOS = 10_000_000_000L;

  private Namespaces() {}

  /** Makes a machine that nothing is plugged into. */
  static void add(String namespace) throws IOException {
    run("ip netns add " + namespace);
    run("ip -n " + namespace + " link set lo up");
  }

  static void remove(String namespace) throws IOException {
    run("ip netns del " + namespace);
  }

  /** Joins two namespaces by a cable with an address at each end. */
  static void cable(
      String one, String device, String address, String two, String far, String farAddress)
      throws IOException {
    run("ip -n %s link add %s type veth peer name %s netns %s".formatted(one, device, far, two));
    run("ip -n %s addr add %s dev %s".formatted(one, address, device));
    run("ip -n %s addr add %s dev %s".formatted(two, farAddress, far));
    run("ip -n %s link set %s up".formatted(one, device));
    run("ip -n %s link set %s up".formatted(two, far));
    awaitCarrier(one, device);
    awaitCarrier(two, far);
  }

  /** The kernel says up to a second later that a link is up: until then nobody uses it. */
  private static void awaitCarrier(String namespace, String device) throws IOException {
    long deadline = System.nanoTime() + CARRIER_NANOS;
    while (!run("ip -n %s link show dev %s".formatted(namespace, device)).contains("state UP")) {
      if (System.nanoTime() > deadline) {
        throw new IOException(device + " in " + namespace + " does not come up");
      }
    }
  }

  /** Runs a command in a namespace, and gives what it said. */
  static String in(String namespace, String command) throws IOException {
    return run("ip netns exec " + namespace + " " + command);
  }

  /**
   * Runs a command, and gives what it said.
   *
   * @throws IOException if it fails, with what it said
   */
  static String run(String command) throws IOException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(command);
    }
  }
}
