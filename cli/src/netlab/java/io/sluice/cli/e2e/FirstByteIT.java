package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How long after the paste the first byte of a file is there, verified: 300 ms, or as much longer
 * as this machine takes for everything.
 */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD)
class FirstByteIT {
  private static final Duration SOON = Duration.ofMillis(300);

  /** A machine has other things to do at times: so many tries are to be as quick as that. */
  private static final int QUICK = 3;

  private static final int MOST_TRIES = 20;

  /** Until a process waits for what it was started for. */
  private static final long STARTED_MILLIS = 1500;

  @TempDir private Path folder;
  private final Yardstick yardstick = new Yardstick();

  @Test
  void itIsThereAtOnceWhereBothSidesWait() throws Exception {
    byte[] content = new byte[10_000];
    Arrays.fill(content, (byte) 7);
    Files.write(folder.resolve("f"), content);
    List<Duration> took = new ArrayList<>();
    try (Cable cable = new Cable()) {
      while (quick(took) < QUICK && took.size() < MOST_TRIES) {
        yardstick.take();
        took.add(pairAndReceive(cable, content));
      }
    }
    String figures = took + ", to be less than " + yardstick.scaled(SOON);
    System.out.println("from the paste to the first byte: " + figures);
    assertEquals(QUICK, quick(took), figures);
  }

  private long quick(List<Duration> took) {
    if (took.isEmpty()) {
      return 0;
    }
    Duration soon = yardstick.scaled(SOON);
    return took.stream().filter(each -> each.compareTo(soon) < 0).count();
  }

  private Duration pairAndReceive(Cable cable, byte[] content) throws Exception {
    try (Sluice sender = start(cable.one()).run("send", "f");
        Sluice receiver =
            start(cable.two())
                .withRawOutput()
                .run("receive", "--code-file", "-", "--yes", "-o", "-")) {
      String code = sender.code();
      Thread.sleep(STARTED_MILLIS);
      long pasted = System.nanoTime();
      receiver.type(code + "\n");
      int first = receiver.data().read();
      Duration took = Duration.ofNanos(System.nanoTime() - pasted);
      assertEquals(content[0], first);
      byte[] rest = receiver.data().readAllBytes();
      assertArrayEquals(Arrays.copyOfRange(content, 1, content.length), rest);
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      return took;
    }
  }

  private Sluice.Start start(String machine) {
    return new Sluice.Start().inNamespace(machine).in(folder);
  }
}
