package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UsageTest {
  @Test
  void withoutAVerbAScriptGetsTheUsageOnStandardErrorAndCode2() throws Exception {
    Run run = new Run(Run.SCRIPT).start();
    assertEquals(2, run.exit());
    assertTrue(run.err.toString().startsWith("Usage: sluice"), run.err.toString());
    assertEquals("", run.out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send",
        "sned x",
        "send --frobnicate x",
        "send x --expires soon",
        "send x --expires 0s",
        "send x --timeout 31d",
        "send x --compress fast",
        "send -",
        "send - x --name n",
        "send x --name n",
        "send - --name n --dry-run",
        "send - --name n --reply-file -",
        "send - --name a/b",
        "send - --name /etc/passwd",
        "send - --name ..",
        "send - --name a\\b",
        "receive",
        "receive CODE --code-file F",
        "pipe CODE --code-file F",
        "pipe --code-file -",
        "pipe --reply-file -",
        "demo a b"
      })
  void aWrongCommandLineIsExplainedInALineOrTwoAndEndsWithCode2(String line) throws Exception {
    Run run = new Run(Run.SCRIPT).start(line.split(" ", -1));
    assertEquals(2, run.exit());
    assertEquals("", run.out.toString());
    assertTrue(run.err.toString().startsWith("sluice: "), run.err.toString());
    assertTrue(run.err.toString().lines().count() <= 3, run.err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "send", "tx", "receive", "recv", "rx", "pipe", "demo"})
  void helpGoesToStandardOutputAndIsNoFailure(String verb) throws Exception {
    Run run =
        verb.isEmpty()
            ? new Run(Run.SCRIPT).start("--help")
            : new Run(Run.SCRIPT).start(verb, "--help");
    assertEquals(0, run.exit());
    assertTrue(run.out.toString().startsWith("Usage: sluice"), run.out.toString());
    assertEquals("", run.err.toString());
    assertFalse(run.out.toString().contains("train"));
  }

  @Test
  void versionIsOneLine() throws Exception {
    Run run = new Run(Run.SCRIPT).start("--version");
    assertEquals(0, run.exit());
    assertEquals(1, run.out.toString().lines().count());
    assertTrue(run.out.toString().startsWith("sluice "));
  }

  @Test
  void aFileWhereAVerbBelongsIsMetWithTheRightVerb(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    Run run = new Run(Run.SCRIPT).start(file.toString());
    assertEquals(2, run.exit());
    assertTrue(run.err.toString().contains("sluice send " + file), run.err.toString());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemHasAnExitCodeOfItsOwnName(Problem problem) {
    assertEquals(problem.name(), Exit.of(problem).name());
  }

  @Test
  void exitCodesAreTheDocumentedOnesAndDistinct() throws Exception {
    String codes =
        Arrays.stream(Exit.values())
            .map(exit -> String.valueOf(exit.code()))
            .collect(Collectors.joining(" "));
    assertEquals("0 1 2 3 4 5 6 7 8 9 10 11 23 141 130 143", codes);
    String usage = Files.readString(Path.of("..", "docs", "USAGE.md"));
    for (Exit exit : Exit.values()) {
      String row = "(?s).*\\n\\|[^|]*\\b" + exit.code() + "\\b[^|]*\\|.*";
      assertTrue(usage.matches(row), exit + " is not in USAGE.md");
    }
  }
}
