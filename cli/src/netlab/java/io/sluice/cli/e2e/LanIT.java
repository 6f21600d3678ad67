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
import java.util.regex.Pattern;
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
  private static final String ONE = "lanit1";
  private static final String TWO = "lanit2";

  /** What may be seen of a name: the service, and 16 random digits, or 16 and 16 and a number. */
  private static final Pattern RANDOM_NAME =
      Pattern.compile("([0-9a-f]{16}(-[0-9a-f]{16}-\\d+)?\\.)?(_sluice\\._tcp\\.)?local\\.?");

  private static final Pattern NAME = Pattern.compile("[\\w.-]*\\.local\\b\\.?");

  @TempDir private Path folder;
  private byte[] content;

  @BeforeEach
  void build() throws IOException {
    remove();
    for (String machine : List.of(ONE, TWO)) {
      Namespaces.run("ip netns add " + machine);
      Namespaces.run("ip -n " + machine + " link set lo up");
    }
    Namespaces.cable(ONE, "eth0", "10.78.1.1/24", TWO, "eth0", "10.78.1.2/24");
    content = new byte[200_000];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve("f"), content);
  }

  @AfterEach
  void remove() throws IOException {
    for (String machine : List.of(ONE, TWO)) {
      if (Namespaces.run("ip netns list").lines().anyMatch(line -> line.startsWith(machine))) {
        Namespaces.run("ip netns del " + machine);
      }
    }
  }

  @Test
  void aShortCodeIsFoundAndOnlyRandomNamesAreSeen() throws Exception {
    try (Capture capture = new Capture(TWO, "eth0", "udp port 5353");
        Sluice sender = start(ONE, "", "send", "--lan", "f");
        Sluice receiver = start(TWO, sender.code(), "receive", "--yes", "-o", "g")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertArrayEquals(content, Files.readAllBytes(folder.resolve("g")));
      List<String> packets = capture.end();
      assertFalse(packets.isEmpty());
      List<String> telling =
          packets.stream()
              .flatMap(packet -> NAME.matcher(packet).results().map(name -> name.group()))
              .filter(name -> !RANDOM_NAME.matcher(name).matches())
              .toList();
      assertEquals(List.of(), telling);
    }
  }

  @Test
  void aShortCodeIsFoundOverIpv6Alone() throws Exception {
    for (String machine : List.of(ONE, TWO)) {
      Namespaces.run("ip -n " + machine + " addr flush dev eth0 scope global");
    }
    Namespaces.run("ip -n " + ONE + " addr add fd00:78::1/64 dev eth0 nodad");
    Namespaces.run("ip -n " + TWO + " addr add fd00:78::2/64 dev eth0 nodad");
    try (Sluice sender = start(ONE, "", "send", "--lan", "f");
        Sluice receiver = start(TWO, sender.code(), "receive", "--yes", "-o", "g")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertArrayEquals(content, Files.readAllBytes(folder.resolve("g")));
    }
  }

  @Test
  void aWrongWordEndsTheCodeInTheSameWordsOnBothSides() throws Exception {
    try (Sluice sender = start(ONE, "", "send", "--lan", "f")) {
      String code = sender.code();
      String wrong =
          code.replaceFirst("-\\w+$", code.endsWith("-acrobat") ? "-abacus" : "-acrobat");
      try (Sluice receiver = start(TWO, wrong, "receive", "--yes", "-o", "g")) {
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
    try (Capture capture = new Capture(TWO, "eth0", "udp port 5353");
        Sluice sender = start(ONE, "", "send", "--timeout", "3s", "f")) {
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
