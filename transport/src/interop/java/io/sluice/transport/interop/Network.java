package io.sluice.transport.interop;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the peers meet. For root it is a network namespace of their own, with one address and a
 * default route that leads nowhere; for others it is this machine's.
 */
final class Network implements AutoCloseable {
  private static final String ADDRESS = "10.77.0.1/24";
  private static final String NOWHERE = "10.77.0.254";

  private final List<String> prefix;
  private final String namespace;

  private Network(String namespace) {
    this.namespace = namespace;
    prefix = namespace.isEmpty() ? List.of() : List.of("ip", "netns", "exec", namespace);
  }

  static Network open() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return new Network("");
    }
    String name = "sluice" + ProcessHandle.current().pid();
    Network network = new Network(name);
    run("ip", "netns", "add", name);
    try {
      run("ip", "-n", name, "link", "set", "lo", "up");
      run("ip", "-n", name, "link", "add", "net0", "type", "veth", "peer", "name", "net1");
      run("ip", "-n", name, "addr", "add", ADDRESS, "dev", "net0");
      run("ip", "-n", name, "link", "set", "net0", "up");
      run("ip", "-n", name, "link", "set", "net1", "up");
      run("ip", "-n", name, "route", "add", "default", "via", NOWHERE);
    } catch (IOException e) {
      network.close();
      throw e;
    }
    return network;
  }

  /** The command, in this network. */
  List<String> inside(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  @Override
  public void close() throws IOException {
    if (!namespace.isEmpty()) {
      run("ip", "netns", "del", namespace);
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      String said = String.join("\n", out.lines().toList());
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
