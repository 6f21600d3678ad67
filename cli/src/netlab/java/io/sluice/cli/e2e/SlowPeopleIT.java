package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** People who take their time between two pastes, behind routers that forget after 30 seconds. */
@Timeout(1200)
@Execution(ExecutionMode.SAME_THREAD)
class SlowPeopleIT {
  /** More than two lives of a mapping; ten minutes with {@code -Dnetlab.wait=600}. */
  private static final Duration WAIT = Duration.ofSeconds(Integer.getInteger("netlab.wait", 75));

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @Test
  void theReplyMayBePastedLongAfter() throws Exception {
    Files.writeString(folder.resolve("f"), "worth waiting for");
    try (NatNetwork network = new NatNetwork();
        Sluice sender =
            home(network, 0)
                .run("send", "--stun", NatNetwork.stunServer(), "--reply-file", "-", "f");
        Sluice receiver =
            home(network, 1)
                .with("SLUICE_CODE", sender.code())
                .run("receive", "--stun", NatNetwork.stunServer(), "--yes", "-o", "g")) {
      String reply = receiver.code();
      Thread.sleep(WAIT);

      long pasted = System.nanoTime();
      sender.type(reply + "\n");
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(0, receiver.exit(), receiver.err::toString);
      Duration took = Duration.ofNanos(System.nanoTime() - pasted);
      assertTrue(took.compareTo(SOON) < 0, "took " + took);
      assertEquals(-1, Files.mismatch(folder.resolve("f"), folder.resolve("g")));
    }
  }

  private Sluice.Start home(NatNetwork network, int which) {
    return new Sluice.Start().inNamespace(network.homes().get(which)).in(folder);
  }
}
