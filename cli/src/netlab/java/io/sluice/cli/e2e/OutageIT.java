package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A cable that is pulled out under a transfer and put back, and a router that starts again. */
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
class OutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("netlab.away", 40));
  private static final String SILENT = "The other side does not answer.";
  private static final String HEARD = "The other side answers again.";

  @TempDir private Path folder;

  @Test
  void aTransferGoesOnWhenTheCableIsBack() throws Exception {
    try (Cable cable = new Cable()) {
      String device = "ip -n " + cable.one() + " link set eth0 ";
      move(
          cable.one(),
          cable.two(),
          () -> {
            Namespaces.run(device + "down");
            Thread.sleep(AWAY);
            Namespaces.run(device + "up");
          });
    }
  }

  /** The sender is on the internet, and the receiver at home. */
  @Test
  void aTransferGoesOnWhenARouterComesBackWithAnotherAddress() throws Exception {
    try (NatNetwork network = new NatNetwork()) {
      move(network.internet(), network.homes().getFirst(), () -> network.renumber(0));
    }
  }

  private interface Outage {
    void happen() throws Exception;
  }

  private void move(String from, String to, Outage outage) throws Exception {
    Path file = TempTree.file(folder.resolve("f"), 40_000_000, "rw-r--r--");
    Path in = Files.createDirectory(folder.resolve("in"));
    try (Sluice sender = start(from).run("send", "--limit", "4M", "f");
        Sluice receiver =
            start(to).with("SLUICE_CODE", sender.code()).run("receive", "--yes", "-o", "in")) {
      sender.err.await("has to accept");
      while (TempTree.names(in).isEmpty()) {
        assertTrue(receiver.isRunning(), receiver.err::toString);
        Thread.sleep(20);
      }
      outage.happen();
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(-1, Files.mismatch(file, in.resolve("f")));
      for (Sluice side : List.of(sender, receiver)) {
        String said = side.err.toString();
        assertTrue(said.contains(SILENT) && said.contains(HEARD), said);
      }
    }
  }

  private Sluice.Start start(String machine) {
    return new Sluice.Start().inNamespace(machine).in(folder);
  }
}
