package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PeersCommandTest {
  private final Run run = new Run(Run.SCRIPT);

  PeersCommandTest() {
    run.node.devices().knows(FakeDevices.device("ana", true));
    run.node.devices().knows(FakeDevices.device("ben's pc", false));
  }

  @Test
  void listsThoseThatAreKnown() throws Exception {
    assertEquals(0, run.start("peers").exit());
    assertEquals(
        """
        ana                      verified           seen 2026-11-01  key fedcba9876543210…
        ben's pc                 known     no code  seen 2026-11-01  key fedcba9876543210…
        """,
        run.out.toString());
  }

  @Test
  void exportsThemWithoutAnythingSecret() throws Exception {
    assertEquals(0, run.start("peers", "export").exit());
    assertEquals(2, run.out.toString().lines().count());
    assertTrue(
        run.out.toString().startsWith("{\"name\":\"ana\",\"key\":\"fedcba98"), run.out.toString());
    assertTrue(run.out.toString().contains("\"verified\":true,\"needsNoCode\":false}\n"));
  }

  @Test
  void renames() throws Exception {
    assertEquals(0, run.start("peers", "rename", "ben's pc", "ben").exit());
    assertEquals("ben", run.node.devices().known().getLast().name());
  }

  @Test
  void forgets() throws Exception {
    assertEquals(0, run.start("peers", "forget", "ana").exit());
    assertEquals(1, run.node.devices().known().size());
    assertEquals("ben's pc", run.node.devices().known().getFirst().name());
  }

  @Test
  void verifiesByAKeyThatIsTheSame() throws Exception {
    String[] groups = "fedc ba98 7654 3210".repeat(4).split(" ");
    String key = String.join("", groups);
    assertEquals(0, run.start("peers", "verify", "ben's pc", key).exit());
    assertTrue(run.node.devices().known().getLast().verified());
  }

  @Test
  void anotherKeyIsNoVerification() throws Exception {
    assertEquals(5, run.start("peers", "verify", "ben's pc", "00").exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rename ana", "forget", "frobnicate", "list ana", "verify ana"})
  void whatMeansNothingIsWrongUsage(String arguments) throws Exception {
    assertEquals(2, run.start(("peers " + arguments).split(" ")).exit());
  }
}
