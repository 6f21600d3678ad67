package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.cli.e2e.RoutedNetwork.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final List<String> VERBS =
      List.of(
          "--version",
          "--help",
          "id",
          "peers",
          "transfers",
          "doctor",
          "doctor --offline",
          "doctor --candidates",
          "send --timeout 3s f",
          "send --offline --timeout 3s f",
          "send --offline --lan --timeout 3s f",
          "send --lan --timeout 3s f",
          "send --to nobody f",
          "receive --timeout 3s 7-otter-canal",
          "receive --offline --timeout 3s 7-otter-canal",
          "text --timeout 3s words",
          "pipe --timeout 3s",
          "pipe --offline --timeout 3s",
          "listen --from nobody",
          "demo");

  private static final int AT_ONCE = 6;

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

  /** Every verb as it begins, and some of them on their way to a peer in the subnet. */
  @Test
  void noVerbSendsAnythingBeforeItHasAPeer() throws Exception {
    for (int from = 0; from < VERBS.size(); from += AT_ONCE) {
      List<String> some = VERBS.subList(from, Math.min(from + AT_ONCE, VERBS.size()));
      List<Sluice> running = new ArrayList<>();
      try (Capture capture = capture()) {
        for (String line : some) {
          running.add(left("", line.split(" ")));
        }
        for (Sluice sluice : running) {
          sluice.input().close();
          sluice.exit();
        }
        assertEquals(List.of(), capture.end(), () -> "of one of " + some);
      } finally {
        running.forEach(Sluice::close);
      }
    }
  }

  @Test
  void theShellSendsNothingBeforeItIsTold() throws Exception {
    try (Capture capture = capture();
        Sluice shell = new Sluice.Start().inNamespace(network.left()).onTerminal().run()) {
      shell.out.await("Type pair to begin");
      shell.type("pair\r");
      shell.out.await("The code works once");
      shell.type("quit\r");
      assertEquals(0, shell.exit(), shell.out::toString);
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
