package io.sluice.cli.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What comes out of a machine's only link, as {@code tcpdump} sees it at the other end. */
final class Capture implements AutoCloseable {
  private final Process process;
  private final Thread reader;
  private final List<String> packets = new CopyOnWriteArrayList<>();

  /**
   * Begins to listen, and has begun when this returns.
   *
   * @param device in the namespace
   * @param filter which packets, in the language of pcap-filter(7)
   */
  Capture(String namespace, String device, String filter) throws IOException {
    process =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                namespace,
                "tcpdump",
                "-n",
                "-l",
                "--immediate-mode",
                "-Q",
                "in",
                "-i",
                device,
                filter)
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader();
    String said = "";
    while (!said.startsWith("listening on")) {
      said = lines.readLine();
      if (said == null) {
        throw new IOException("tcpdump does not run; is it installed?");
      }
    }
    reader = Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(this::note));
  }

  private void note(String line) {
    // Its last words are figures.
    if (line.contains(" > ")) {
      packets.add(line);
    }
  }

  /** A line for each packet so far. */
  List<String> packets() {
    return List.copyOf(packets);
  }

  /** Stops listening, waits until all that was seen is noted, and gives a line for each packet. */
  List<String> end() throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    reader.join(10_000);
    return packets();
  }

  @Override
  public void close() {
    process.toHandle().destroy();
  }
}
