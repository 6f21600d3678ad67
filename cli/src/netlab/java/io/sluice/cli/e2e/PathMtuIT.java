package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.e2e.RoutedNetwork.Family;
import io.sluice.cli.e2e.RoutedNetwork.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files between two processes of the packaged program over real links, whose MTU counts. */
@Timeout(180)
@Execution(ExecutionMode.SAME_THREAD)
class PathMtuIT {
  private static final int FILE_BYTES = 128 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"IPV4, 1500", "IPV6, 1500", "IPV4, 9000", "IPV6, 9000", "IPV4, 1280"})
  void packetsBecomeAsLongAsThePathCarries(Family family, int mtu) throws Exception {
    try (RoutedNetwork network = new RoutedNetwork(family, mtu, false)) {
      Transfer transfer = new Transfer(network);
      transfer.assertArrives();
      double mean = network.fromLeft().meanLength();
      assertTrue(mean > 0.93 * mtu && mean <= mtu, "mean length " + mean + " of " + mtu);
    }
  }

  /** The router tells the sender, and its kernel sends no longer packets. */
  @ParameterizedTest
  @EnumSource
  void aPathThatNarrowsCostsNoTransfer(Family family) throws Exception {
    narrowInTheMiddle(new RoutedNetwork(family, 9000, false));
  }

  /** The sender hears nothing: a black hole for everything but what the router may fragment. */
  @ParameterizedTest
  @EnumSource(names = "IPV4")
  void aBlackHoleCostsNoTransfer(Family family) throws Exception {
    narrowInTheMiddle(new RoutedNetwork(family, 9000, true));
  }

  private void narrowInTheMiddle(RoutedNetwork made) throws Exception {
    try (RoutedNetwork network = made) {
      Transfer transfer = new Transfer(network);
      while (network.toRight().bytes() < FILE_BYTES / 4) {
        Thread.sleep(20);
      }
      network.narrow(1500);
      Traffic before = network.toRight();
      transfer.assertArrives();
      Traffic after = network.toRight().since(before);
      assertTrue(after.bytes() > FILE_BYTES / 4, "narrowed too late: " + after);
      assertTrue(after.meanLength() > 1300, "mean length " + after.meanLength());
    }
  }

  /** A file on its way from the left to the right. */
  private final class Transfer {
    private final Path file;
    private final Path to;
    private final Sluice sender;
    private final Sluice receiver;

    Transfer(RoutedNetwork network) throws IOException, InterruptedException {
      Path from = Files.createDirectory(folder.resolve("from"));
      to = Files.createDirectory(folder.resolve("to"));
      file = TempTree.file(from.resolve("f"), FILE_BYTES, "rw-r--r--");
      sender = new Sluice.Start().inNamespace(network.left()).in(from).run("send", "f");
      receiver =
          new Sluice.Start()
              .inNamespace(network.right())
              .in(to)
              .with("SLUICE_CODE", sender.code())
              .run("receive", "--yes");
    }

    void assertArrives() throws Exception {
      assertEquals(0, receiver.exit(), () -> "it said:\n" + receiver.err);
      assertEquals(0, sender.exit(), () -> "it said:\n" + sender.err);
      assertEquals(-1, Files.mismatch(file, to.resolve("f")));
      System.out.println(receiver.err.toString().lines().toList().getLast());
    }
  }
}
