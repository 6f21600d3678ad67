package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.cli.demo.Loopback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as it is shipped, with the engine of jitsi-sctp on one side or both. */
@Timeout(120)
class JitsiEngineIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"jitsi, jitsi", "jitsi, sluice", "sluice, jitsi"})
  void aTreeArrivesAsItWas(String senders, String receivers) throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path to = Files.createDirectory(folder.resolve("to"));
    Path tree = TempTree.make(from);
    TempTree.file(tree.resolve("large"), 20_000_000, "rw-r--r--");
    try (Sluice sender =
            new Sluice.Start()
                .in(from)
                .run("send", "tree", "--sctp-engine", senders, "--interface", Loopback.name());
        Sluice receiver =
            new Sluice.Start()
                .in(to)
                .with("SLUICE_CODE", sender.code())
                .run("receive", "-y", "--sctp-engine", receivers, "--interface", Loopback.name())) {
      assertEquals(0, receiver.exit(), () -> "it said:\n" + receiver.err);
      assertEquals(0, sender.exit(), () -> "it said:\n" + sender.err);
    }
    assertEquals(
        List.of(),
        TempTree.differences(TempTree.describe(tree), TempTree.describe(to.resolve("tree"))));
  }
}
