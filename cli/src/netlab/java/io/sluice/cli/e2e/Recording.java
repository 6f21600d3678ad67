package io.sluice.cli.e2e;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Every byte that comes to a machine, as {@code tcpdump} writes it down. */
final class Recording implements AutoCloseable {
  /** Kibibytes that the kernel keeps until they are written: nothing may be missed. */
  private static final int BUFFER = 65_536;

  private static final int LONG = Long.BYTES;

  private final Process process;
  private final Thread reader;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  /** Begins to record what comes in by any device of the namespace, and has when this returns. */
  Recording(String namespace) throws IOException {
    String command =
        "ip netns exec %s tcpdump -n -U --immediate-mode -B %d -s 0 -Q in -i any -w - udp";
    process = new ProcessBuilder(command.formatted(namespace, BUFFER).split(" ")).start();
    BufferedReader lines = process.errorReader();
    String said = "";
    while (!said.contains("listening on")) {
      said = lines.readLine();
      if (said == null) {
        throw new IOException("tcpdump does not run; is it installed?");
      }
    }
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try {
      process.getInputStream().transferTo(seen);
    } catch (IOException e) {
      // It was ended.
    }
  }

  /** Stops, and gives the packets one after the other, with the headers of the file format. */
  byte[] end() throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    reader.join(10_000);
    return seen.toByteArray();
  }

  /**
   * How often one of the pieces of eight bytes that a text is made of is in what was recorded. With
   * random bytes, megabytes of each, that does not happen by chance.
   */
  static long common(byte[] recorded, byte[] text) {
    Set<Long> pieces = new HashSet<>();
    ByteBuffer from = ByteBuffer.wrap(text).order(ByteOrder.BIG_ENDIAN);
    for (int at = 0; at + LONG <= text.length; at += LONG) {
      pieces.add(from.getLong(at));
    }
    ByteBuffer all = ByteBuffer.wrap(recorded).order(ByteOrder.BIG_ENDIAN);
    long common = 0;
    for (int at = 0; at + LONG <= recorded.length; at++) {
      common += pieces.contains(all.getLong(at)) ? 1 : 0;
    }
    return common;
  }

  @Override
  public void close() {
    process.toHandle().destroy();
  }
}
