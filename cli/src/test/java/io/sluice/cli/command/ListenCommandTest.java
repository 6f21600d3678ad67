package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakeDevices;
import io.sluice.shell.fake.FakePairing;
import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.fake.FakeTransfer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListenCommandTest {
  private final Run run = new Run(Run.SCRIPT);

  @TempDir Path folder;

  ListenCommandTest() {
    run.node.devices().knows(FakeDevices.device("ana", false));
    run.node.devices().knows(FakeDevices.device("ben", false));
  }

  private FakePairing pairing() throws Exception {
    return run.node.nextPairing();
  }

  @Test
  void receivesWhatThePolicyOfEachDeviceAllowsAndGoesOn() throws Exception {
    run.start("listen", "--json", "--from", "ana", "-o", folder.toString(), "--accept", "*.jpg");
    pairing();
    FakePeer first = pairing().connect();
    FakeTransfer wanted = first.offers(FakePeer.file("a.jpg", 1000));
    assertEquals(folder, wanted.awaitAccepted());
    wanted.completes();
    run.out.await("{\"type\":\"files\",\"from\":\"ana\",\"target\":\"" + folder + "\"");
    FakeTransfer other = first.offers(FakePeer.file("a.exe", 1000));
    assertEquals(Problem.REFUSED, other.awaitRefused());
    first.happens(new PeerEvent.Left());
    run.err.await("ana is gone.");
    FakePeer second = pairing().connect();
    second.happens(new PeerEvent.Text("back\nagain"));
    run.out.await("{\"type\":\"text\",\"from\":\"ana\",\"text\":\"back\\nagain\"}");
  }

  @Test
  void servesSeveralDevicesAtOnceEachByItsOwnPolicy() throws Exception {
    run.start(
        "listen",
        "--from",
        "ana",
        "--yes",
        "--max-size",
        "1k",
        "--from",
        "ben",
        "--yes",
        "-o",
        folder.toString());
    pairing();
    pairing();
    FakePeer one = pairing().connect();
    FakePeer two = pairing().connect();
    FakeTransfer large = one.offers(FakePeer.file("large", 5000));
    FakeTransfer also = two.offers(FakePeer.file("large", 5000));
    // Which of the two came first is not said; one of them has the limit.
    while (!large.isDecided() || !also.isDecided()) {
      Thread.onSpinWait();
    }
    run.err.await("Refused: it is larger than 1.0 kB");
  }

  @Test
  void aProgramIsToldByVariablesAndNoShellReadsThem() throws Exception {
    Path script = folder.resolve("told");
    Path out = folder.resolve("out");
    Files.writeString(
        script,
        "#!/bin/sh\nprintf '%s|%s|%s|%s' \"$1\" \"$SLUICE_FROM\" \"$SLUICE_FILES\""
            + " \"$SLUICE_TARGET\" > "
            + out
            + ".new\nmv "
            + out
            + ".new "
            + out
            + "\n");
    assertTrue(script.toFile().setExecutable(true));
    run.start(
        "listen",
        "--from",
        "ana",
        "--yes",
        "-o",
        folder.toString(),
        "--exec",
        script.toString(),
        "--exec-arg",
        "$(id); x");
    pairing();
    FakeTransfer transfer = pairing().connect().offers(FakePeer.file("f", 10));
    transfer.awaitAccepted();
    transfer.completes();
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!Files.exists(out) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals("$(id); x|ana|1|" + folder, Files.readString(out));
  }

  @Test
  void whoIsNotKnownOrHasNoFolderIsToldAtOnce() throws Exception {
    assertEquals(8, run.start("listen", "--from", "nobody").exit());
    Run other = new Run(Run.SCRIPT);
    other.node.devices().knows(FakeDevices.device("ana", false));
    assertEquals(8, other.start("listen", "--from", "ana", "-o", folder + "/none").exit());
    assertEquals(2, new Run(Run.SCRIPT).start("listen").exit());
  }

  @Test
  void sendToShowsNoCode() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    run.start("send", "--to", "ana", file.toString());
    FakePeer peer = pairing().connect();
    peer.nextSent().completes();
    assertEquals(0, run.exit());
    assertEquals("", run.out.toString());
    assertTrue(run.err.toString().contains("Looking for ana in this network."));
  }
}
