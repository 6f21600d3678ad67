package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Short codes between two machines on one cable, with no route to anywhere else. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD)
class LanIT {
  @TempDir private Path folder;
  private byte[] content;
  private Cable cable;

  @BeforeEach
  void build() throws IOException {
    cable = new Cable();
    content = new byte[200_000];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve("f"), content);
  }

  @AfterEach
  void remove() throws IOException {
    cable.close();
  }

  @Test
  void aShortCodeIsFoundAndOnlyRandomNamesAreSeen() throws Exception {
    try (Capture capture = cable.capture("udp port 5353");
        Sluice sender = start(cable.one(), "", "send", "--lan", "f");
        Sluice receiver = start(cable.two(), sender.code(), "receive", "--yes", "-o", "g")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertArrayEquals(content, Files.readAllBytes(folder.resolve("g")));
      List<String> packets = capture.end();
      assertFalse(packets.isEmpty());
      assertEquals(List.of(), MdnsNames.telling(packets));
    }
  }

  @Test
  void aShortCodeIsFoundOverIpv6Alone() throws Exception {
    for (String machine : List.of(cable.one(), cable.two())) {
      Namespaces.run("ip -n " + machine + " addr flush dev eth0 scope global");
    }
    Namespaces.run("ip -n " + cable.one() + " addr add fd00:78::1/64 dev eth0 nodad");
    Namespaces.run("ip -n " + cable.two() + " addr add fd00:78::2/64 dev eth0 nodad");
    try (Sluice sender = start(cable.one(), "", "send", "--lan", "f");
        Sluice receiver = start(cable.two(), sender.code(), "receive", "--yes", "-o", "g")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertArrayEquals(content, Files.readAllBytes(folder.resolve("g")));
    }
  }

  @Test
  void aWrongWordEndsTheCodeInTheSameWordsOnBothSides() throws Exception {
    try (Sluice sender = start(cable.one(), "", "send", "--lan", "f")) {
      String code = sender.code();
      String wrong =
          code.replaceFirst("-\\w+$", code.endsWith("-acrobat") ? "-abacus" : "-acrobat");
      try (Sluice receiver = start(cable.two(), wrong, "receive", "--yes", "-o", "g")) {
        assertEquals(5, receiver.exit(), receiver.err::toString);
        assertEquals(5, sender.exit(), sender.err::toString);
        String sentence = "The words of the code were not the same on both sides.";
        assertTrue(receiver.err.toString().contains(sentence), receiver.err::toString);
        assertTrue(sender.err.toString().contains(sentence), sender.err::toString);
      }
      assertFalse(Files.exists(folder.resolve("g")));
    }
  }

  @Test
  void nothingIsAnnouncedUnasked() throws Exception {
    try (Capture capture = cable.capture("udp port 5353");
        Sluice sender = start(cable.one(), "", "send", "--timeout", "3s", "f")) {
      sender.exit();
      assertEquals(List.of(), capture.end());
    }
  }

  private Sluice start(String machine, String code, String... arguments) throws IOException {
    return new Sluice.Start()
        .inNamespace(machine)
        .in(folder)
        .with("SLUICE_CODE", code)
        .run(arguments);
  }
}
