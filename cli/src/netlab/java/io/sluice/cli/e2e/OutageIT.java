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

/** A cable that is pulled out under a transfer, and put back. */
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
class OutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("netlab.away", 40));
  private static final String SILENT = "The other side does not answer.";
  private static final String HEARD = "The other side answers again.";

  @TempDir private Path folder;

  @Test
  void aTransferGoesOnWhenTheCableIsBack() throws Exception {
    Path file = TempTree.file(folder.resolve("f"), 40_000_000, "rw-r--r--");
    Path in = Files.createDirectory(folder.resolve("in"));
    try (Cable cable = new Cable();
        Sluice sender = start(cable.one()).run("send", "--limit", "4M", "f");
        Sluice receiver =
            start(cable.two())
                .with("SLUICE_CODE", sender.code())
                .run("receive", "--yes", "-o", "in")) {
      sender.err.await("has to accept");
      while (TempTree.names(in).isEmpty()) {
        assertTrue(receiver.isRunning(), receiver.err::toString);
        Thread.sleep(20);
      }
      Namespaces.run("ip -n " + cable.one() + " link set eth0 down");
      Thread.sleep(AWAY);
      Namespaces.run("ip -n " + cable.one() + " link set eth0 up");
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(-1, Files.mismatch(file, in.resolve("f")));
      for (Sluice side : new Sluice[] {sender, receiver}) {
        String said = side.err.toString();
        assertTrue(said.contains(SILENT) && said.contains(HEARD), said);
      }
    }
  }

  private Sluice.Start start(String machine) {
    return new Sluice.Start().inNamespace(machine).in(folder);
  }
}
