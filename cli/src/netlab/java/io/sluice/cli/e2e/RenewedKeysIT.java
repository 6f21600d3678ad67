package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two processes whose keys last for a fraction of a transfer. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD)
class RenewedKeysIT {
  private static final int BYTES = 60_000_000;

  /**
   * Application data of DTLS (RFC 6347 section 4.1) in a later epoch than three renewals lead to.
   */
  private static final String LATE_RECORDS = "udp and udp[8] = 23 and udp[11:2] > 3";

  @TempDir private Path folder;

  @Test
  void aTransferOutlivesItsKeysManyTimes() throws Exception {
    TempTree.file(folder.resolve("f"), BYTES, "rw-r--r--");
    try (Cable cable = new Cable();
        Capture late = cable.capture(LATE_RECORDS);
        Sluice sender = start(cable.one()).run("send", "--renew-keys-after", "3M", "f");
        Sluice receiver =
            start(cable.two())
                .with("SLUICE_CODE", sender.code())
                .run("receive", "--renew-keys-after", "3M", "--yes", "-o", "g")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(-1, Files.mismatch(folder.resolve("f"), folder.resolve("g")));
      assertFalse(late.end().isEmpty(), "the keys were not renewed");
    }
  }

  private Sluice.Start start(String machine) {
    return new Sluice.Start().inNamespace(machine).in(folder);
  }
}
