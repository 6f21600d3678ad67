package io.sluice.transport.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * sluice's engine with those of others: every probe comes back as it went, and the bulk arrives.
 * Both sides run as programs; docs/TESTING.md says how to run them by hand.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WebRtcPeersIT {
  private static final String BULK_MB = System.getProperty("sluice.interop.bulk", "64");

  private static final List<String> OURS =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-jar",
          Path.of("target/sluice-peer.jar").toAbsolutePath().toString());

  private static final Path LOGS = Path.of("target/interop/logs");
  private static Network network;

  @BeforeAll
  static void openNetwork() throws Exception {
    Files.createDirectories(LOGS);
    network = Network.open();
  }

  @AfterAll
  static void closeNetwork() throws Exception {
    network.close();
  }

  @ParameterizedTest
  @EnumSource
  void sluiceOffers(ForeignPeer peer) throws Exception {
    meet("sluice-to-" + peer, OURS, peer.command(), peer.environment());
  }

  @ParameterizedTest
  @EnumSource
  void sluiceAnswers(ForeignPeer peer) throws Exception {
    meet(peer + "-to-sluice", peer.command(), OURS, peer.environment());
  }

  /** The yardstick for the speed of the others. */
  @Test
  void sluiceMeetsItself() throws Exception {
    meet("sluice-to-sluice", OURS, OURS, Map.of());
  }

  private static void meet(
      String name, List<String> offers, List<String> answers, Map<String, String> environment)
      throws Exception {
    Map<String, String> bulk = new HashMap<>(environment);
    bulk.put("BULK_MB", BULK_MB);
    try (PeerProcess answerer = start(name, "answer", answers, environment);
        PeerProcess offerer = start(name, "offer", offers, bulk)) {
      answerer.tell(offerer.hear("{"));
      offerer.tell(answerer.hear("{"));
      String result = offerer.hear("RESULT ");
      System.out.println(name + ": " + result);
      assertNotNull(result, "it ended without a result");
      assertTrue(result.replace(" ", "").contains("\"ok\":true"), result);
      assertTrue(result.contains("sunk:" + (Long.parseLong(BULK_MB) << 20) + ":"), result);
      assertEquals(0, offerer.await(20));
      assertEquals(0, answerer.await(20));
    }
  }

  private static PeerProcess start(
      String name, String mode, List<String> command, Map<String, String> environment)
      throws Exception {
    List<String> whole = new ArrayList<>(network.inside(command));
    whole.add(mode);
    File log = LOGS.resolve(name + "." + mode + ".log").toFile();
    return new PeerProcess(whole, environment, log);
  }
}
