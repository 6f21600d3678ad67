package io.sluice.cli.demo;

import io.sluice.shell.view.Sizes;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends something from one process of this program to another and compares what came out. */
public final class Demo {
  private static final int MADE_MIB = 256;
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_MOVE = Duration.ofHours(12);
  private static final Duration TO_LEAVE = Duration.ofSeconds(15);
  private static final Pattern CONNECTED = Pattern.compile("connected: (\\S+) (\\S+) in \\d+ ms");
  private static final Pattern TRANSFERRED =
      Pattern.compile("transferred: (\\d+) bytes in (\\d+) ms");

  private final Consumer<String> talk;

  /** A demo that says each of its steps. */
  public Demo(Consumer<String> talk) {
    this.talk = talk;
  }

  /**
   * Runs it.
   *
   * @param given what to send, or null to make a file
   * @throws TransportException if anything did not hold
   */
  public DemoReport run(@Nullable Path given) throws TransportException, InterruptedException {
    try (TempFolder folder = TempFolder.create()) {
      Path source = given == null ? make(folder.path()) : given.toAbsolutePath().normalize();
      Path target = Files.createDirectory(folder.path().resolve("received"));
      Timing timing = move(source, target);
      talk.accept("Comparing every byte.");
      return report(source, target.resolve(source.getFileName()), timing);
    } catch (IOException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "A file of the demo could not be read or written.", e);
    }
  }

  private record Timing(String path, Duration pairing, long bytes, Duration moving) {}

  private Timing move(Path source, Path target)
      throws TransportException, IOException, InterruptedException {
    String loopback = Loopback.name();
    talk.accept("Starting a sender.");
    try (Child sender =
        Child.start(
            "sender",
            List.of("send", "--verbose", "--interface", loopback, "--", source.toString()),
            Map.of("SLUICE_HOME", target.resolveSibling("sender").toString()))) {
      String code = sender.firstResult(TO_START);
      talk.accept("Starting a receiver, with the sender's code.");
      long began = System.nanoTime();
      try (Child receiver =
          Child.start(
              "receiver",
              List.of(
                  "receive",
                  "--verbose",
                  "--yes",
                  "--interface",
                  loopback,
                  "-o",
                  target.toString()),
              Map.of(
                  "SLUICE_CODE",
                  code,
                  "SLUICE_HOME",
                  target.resolveSibling("receiver").toString()))) {
        Matcher connected = match(CONNECTED, receiver.talkWith("connected: ", TO_START));
        Duration pairing = Duration.ofNanos(System.nanoTime() - began);
        talk.accept("Connected. Moving " + source.getFileName() + ".");
        Matcher moved = match(TRANSFERRED, receiver.talkWith("transferred: ", TO_MOVE));
        receiver.awaitSuccess(TO_LEAVE);
        sender.awaitSuccess(TO_LEAVE);
        return new Timing(
            connected.group(1),
            pairing,
            Long.parseLong(moved.group(1)),
            Duration.ofMillis(Long.parseLong(moved.group(2))));
      }
    }
  }

  private static DemoReport report(Path source, Path result, Timing timing)
      throws TransportException, IOException {
    SortedMap<String, String> sent = TreeDigest.of(source);
    SortedMap<String, String> received =
        Files.exists(result) ? TreeDigest.of(result) : new java.util.TreeMap<>();
    List<String> differences = TreeDigest.differences(sent, received);
    if (!differences.isEmpty()) {
      throw new TransportException(
          Problem.INTEGRITY,
          "What arrived differs from what was sent: " + String.join(", ", differences) + ".");
    }
    return new DemoReport(sent.size(), timing.bytes, timing.path, timing.pairing, timing.moving);
  }

  /** A file whose bytes no compression or sparse file could cheat on. */
  private Path make(Path folder) throws IOException {
    talk.accept("Making " + Sizes.bytes((long) MADE_MIB << 20) + " to send.");
    Path file = folder.resolve("demo.bin");
    byte[] block = new byte[1 << 20];
    SplittableRandom random = new SplittableRandom();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < MADE_MIB; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return file;
  }

  private static Matcher match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("a line of another form: " + line);
    }
    return matcher;
  }
}
