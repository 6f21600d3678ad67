package io.sluice.cli.e2e;

import java.io.IOException;
import java.util.List;

/** Two machines that one cable joins, with no way to anywhere else: for root on Linux. */
final class Cable implements AutoCloseable {
  private final String suffix = "-" + ProcessHandle.current().pid();
  private final String one = "cable1" + suffix;
  private final String two = "cable2" + suffix;

  Cable() throws IOException {
    for (String machine : List.of(one, two)) {
      Namespaces.add(machine);
    }
    Namespaces.cable(one, "eth0", "10.78.1.1/24", two, "eth0", "10.78.1.2/24");
  }

  String one() {
    return one;
  }

  String two() {
    return two;
  }

  /** What the second machine gets from the first. */
  Capture capture(String filter) throws IOException {
    return new Capture(two, "eth0", filter);
  }

  @Override
  public void close() throws IOException {
    for (String machine : List.of(one, two)) {
      Namespaces.remove(machine);
    }
  }
}
