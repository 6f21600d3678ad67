package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two devices that met once by a code, in a network of one cable without a way out: one listens,
 * the other comes by name.
 */
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
class KnownPeersIT {
  @TempDir private Path folder;
  private Path in;
  private Cable cable;

  @BeforeEach
  void meet() throws Exception {
    cable = new Cable();
    in = Files.createDirectory(folder.resolve("in"));
    TempTree.file(folder.resolve("first"), 300_000, "rw-r--r--");
    TempTree.file(folder.resolve("second"), 200_000, "rw-r--r--");
    try (Sluice sender = start(cable.one()).run("send", "--remember", "first");
        Sluice receiver =
            start(cable.two())
                .with("SLUICE_CODE", sender.code())
                .run("receive", "--remember", "--yes", "-o", "met")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
    }
    name(cable.one(), "desk");
    name(cable.two(), "lap");
  }

  /** What a machine calls the only device that it knows. */
  private void name(String machine, String name) throws Exception {
    try (Sluice list = start(machine).run("peers", "list")) {
      assertEquals(0, list.exit(), list.err::toString);
      String before = list.out.toString().split("\\s+")[0];
      try (Sluice rename = start(machine).run("peers", "rename", before, name)) {
        assertEquals(0, rename.exit(), rename.err::toString);
      }
    }
  }

  @AfterEach
  void part() throws IOException {
    cable.close();
  }

  @Test
  void filesArriveByNameAndOnlyRandomNamesAreSeen() throws Exception {
    try (Capture capture = cable.capture("udp port 5353");
        Sluice listener = listen("--yes")) {
      assertEquals(0, sendTo("first"));
      assertEquals(0, sendTo("second"));
      for (String file : List.of("first", "second")) {
        assertEquals(-1, Files.mismatch(folder.resolve(file), in.resolve(file)));
      }
      listener.signal("TERM");
      listener.exit();
      List<String> packets = capture.end();
      assertFalse(packets.isEmpty());
      assertEquals(List.of(), MdnsNames.telling(packets));
    }
  }

  @Test
  void whatThePolicyDoesNotAcceptIsRefused() throws Exception {
    try (Sluice _ = listen("--accept", "*.jpg")) {
      assertEquals(6, sendTo("first"));
    }
    try (Sluice _ = listen("--yes", "--max-size", "250k")) {
      assertEquals(6, sendTo("first"));
      assertEquals(0, sendTo("second"));
    }
    assertFalse(Files.exists(in.resolve("first")));
  }

  /** A laptop that is carried to another desk while it listens. */
  @Test
  void aMachineIsFoundWhereItIsNow() throws Exception {
    try (Sluice listener = listen("--yes")) {
      assertEquals(0, sendTo("first"));
      listener.err.await("is gone");
      // By then it is announced again, where it will not be.
      Thread.sleep(3000);
      Namespaces.run("ip -n " + cable.two() + " addr flush dev eth0 scope global");
      Namespaces.run("ip -n " + cable.two() + " addr add 10.78.1.77/24 dev eth0");
      assertEquals(0, sendTo("second", "--timeout", "60s"));
    }
    assertTrue(Files.exists(in.resolve("second")));
  }

  @Test
  void whoWasForgottenFindsNobody() throws Exception {
    try (Sluice forget = start(cable.two()).run("peers", "forget", "lap")) {
      assertEquals(0, forget.exit(), forget.err::toString);
    }
    try (Sluice listener = listen("--yes")) {
      assertEquals(8, listener.exit(), listener.err::toString);
    }
    assertEquals(4, sendTo("first", "--timeout", "3s"));
  }

  @Test
  void aPassphraseIsAskedOfKnownDevicesToo() throws Exception {
    try (Sluice _ = listen(start(cable.two()).with("SLUICE_PASSPHRASE", "otter"), "--yes")) {
      try (Sluice wrong = to(start(cable.one()).with("SLUICE_PASSPHRASE", "beaver"), "first")) {
        assertEquals(5, wrong.exit(), wrong.err::toString);
      }
      assertFalse(Files.exists(in.resolve("first")));
      try (Sluice right = to(start(cable.one()).with("SLUICE_PASSPHRASE", "otter"), "first")) {
        assertEquals(0, right.exit(), right.err::toString);
      }
    }
    assertTrue(Files.exists(in.resolve("first")));
  }

  private int sendTo(String file, String... options) throws Exception {
    try (Sluice sender = to(start(cable.one()), file, options)) {
      return sender.exit();
    }
  }

  private static Sluice to(Sluice.Start start, String file, String... options) throws IOException {
    return start.run(arguments(options, "send", "--to", "desk", file));
  }

  private Sluice listen(String... policy) throws Exception {
    return listen(start(cable.two()), policy);
  }

  private Sluice listen(Sluice.Start start, String... policy) throws Exception {
    return start.run(arguments(policy, "listen", "--from", "lap", "-o", in.toString()));
  }

  private static String[] arguments(String[] more, String... first) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private Sluice.Start start(String machine) {
    return new Sluice.Start()
        .inNamespace(machine)
        .in(folder)
        .with("SLUICE_HOME", folder.resolve("home-" + machine).toString());
  }
}
