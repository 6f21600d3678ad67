package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.cli.e2e.RoutedNetwork.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whether anything leaves the subnet: the left machine, seen by the router. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD)
class OfflineIT {
  /** What a router would carry on: what stays on the link by its address is no leak. */
  private static final String BEYOND_THE_SUBNET =
      "(ip and not dst net 10.79.1.0/24 and not dst net 224.0.0.0/24 and not broadcast)"
          + " or (ip6 and not dst net fe80::/10 and not dst net ff02::/16)";

  @TempDir private Path folder;
  private RoutedNetwork network;

  @BeforeEach
  void build() throws IOException {
    network = new RoutedNetwork(Family.IPV4, 1500, false);
    network.nameServer(network.left(), "10.79.2.2");
    Files.writeString(folder.resolve("f"), "x");
  }

  @AfterEach
  void remove() throws IOException {
    network.close();
  }

  @Test
  void anOfferIsSilentToWhoCallsFromBeyond() throws Exception {
    try (Capture capture = capture();
        Sluice sender = left("", "send", "--offline", "f");
        Sluice caller = right(sender.code(), "receive", "--yes", "--timeout", "5s")) {
      assertEquals(4, caller.exit(), caller.err::toString);
      assertEquals(List.of(), capture.end());
    }
  }

  @Test
  void aCodeThatNamesAddressesBeyondGetsNoPacketThere() throws Exception {
    try (Capture capture = capture();
        Sluice sender = right("", "send", "f")) {
      String code = sender.code();
      try (Sluice offline = left(code, "receive", "--offline", "--yes", "--timeout", "5s")) {
        assertEquals(4, offline.exit(), offline.err::toString);
      }
      assertEquals(List.of(), capture.packets());

      // The same without the option: the capture does see what goes there.
      try (Sluice online = left(code, "receive", "--yes", "-o", "g", "--timeout", "30s")) {
        assertEquals(0, online.exit(), online.err::toString);
      }
      assertNotEquals(List.of(), capture.end());
    }
  }

  @Test
  void noVerbSendsAnythingBeforeItHasAPeer() throws Exception {
    try (Capture capture = capture()) {
      for (List<String> verb :
          List.of(
              List.of("--version"),
              List.of("--help"),
              List.of("doctor"),
              List.of("doctor", "--offline"),
              List.of("send", "--timeout", "3s", "f"),
              List.of("send", "--offline", "--timeout", "3s", "f"),
              List.of("text", "--timeout", "3s", "words"))) {
        try (Sluice sluice = left("", verb.toArray(String[]::new))) {
          sluice.exit();
        }
      }
      assertEquals(List.of(), capture.end());
    }
  }

  private Capture capture() throws IOException {
    return new Capture(network.router(), "toleft", BEYOND_THE_SUBNET);
  }

  private Sluice left(String code, String... arguments) throws IOException {
    return start(network.left(), code, arguments);
  }

  private Sluice right(String code, String... arguments) throws IOException {
    return start(network.right(), code, arguments);
  }

  private Sluice start(String machine, String code, String... arguments) throws IOException {
    return new Sluice.Start()
        .inNamespace(machine)
        .in(folder)
        .with("SLUICE_CODE", code)
        .run(arguments);
  }
}
