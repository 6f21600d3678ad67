package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.demo.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes whose users have agreed on a passphrase besides the code, or not quite. */
@Timeout(120)
class SecondFactorIT {
  private static final String OVER = "The passphrase was not the same on both sides.";

  @TempDir private Path folder;

  @BeforeEach
  void makeFile() throws IOException {
    TempTree.file(folder.resolve("f"), 100_000, "rw-r--r--");
  }

  @Test
  void whoKnowsItFromAFileOrAVariableIsLetIn() throws Exception {
    Path file = Files.writeString(folder.resolve("phrase"), " otter canal \n");
    try (Sluice sender = run(start(), "send", "--passphrase-file", file.toString(), "f");
        Sluice receiver = receive(sender, "otter canal")) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(-1, Files.mismatch(folder.resolve("f"), folder.resolve("g")));
      assertFalse((sender.err + "" + receiver.err).contains("otter"));
    }
  }

  @Test
  void aWrongOneIsTheEndInTheSameWordsOnBothSides() throws Exception {
    try (Sluice sender = run(start().with("SLUICE_PASSPHRASE", "otter canal"), "send", "f");
        Sluice receiver = receive(sender, "otter channel")) {
      assertEquals(5, receiver.exit(), receiver.err::toString);
      assertEquals(5, sender.exit(), sender.err::toString);
      assertTrue(receiver.err.toString().contains(OVER), receiver.err::toString);
      assertTrue(sender.err.toString().contains(OVER), sender.err::toString);
      assertFalse(receiver.err.toString().contains("offers"), "what is offered was told");
      assertFalse(Files.exists(folder.resolve("g")));
    }
  }

  @Test
  void whoHasNoneIsToldOfIt() throws Exception {
    try (Sluice sender = run(start().with("SLUICE_PASSPHRASE", "otter canal"), "send", "f");
        Sluice receiver =
            run(start().with("SLUICE_CODE", sender.code()), "receive", "--yes", "-o", "g")) {
      assertEquals(5, receiver.exit(), receiver.err::toString);
      assertEquals(5, sender.exit(), sender.err::toString);
      assertTrue(
          receiver.err.toString().contains("The other side asks for a passphrase"),
          receiver.err::toString);
      assertTrue(sender.err.toString().contains("the other side has none"), sender.err::toString);
    }
  }

  private Sluice receive(Sluice sender, String passphrase) throws Exception {
    return run(
        start().with("SLUICE_CODE", sender.code()).with("SLUICE_PASSPHRASE", passphrase),
        "receive",
        "--yes",
        "-o",
        "g");
  }

  private Sluice.Start start() {
    return new Sluice.Start().in(folder);
  }

  private static Sluice run(Sluice.Start start, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--interface", Loopback.name()));
    return start.run(all.toArray(String[]::new));
  }
}
