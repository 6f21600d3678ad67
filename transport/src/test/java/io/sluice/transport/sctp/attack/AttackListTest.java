package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/ATTACKS.md} to the tests that it names. */
class AttackListTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "transport"));
  private static final Pattern NAMED = Pattern.compile("`((?:\\w+\\.)?\\w+Test)\\.(\\w+)`");

  @Test
  void everyAttackHasATestThatExists() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int rows = 0;
    for (String line : Files.readAllLines(list())) {
      if (!line.startsWith("| ") || line.startsWith("| attack") || line.startsWith("|--")) {
        continue;
      }
      rows++;
      Matcher named = NAMED.matcher(line);
      boolean any = false;
      while (named.find()) {
        any = true;
        String source = sources.getOrDefault(named.group(1), "");
        if (!source.contains("void " + named.group(2) + "(")) {
          missing.add(named.group());
        }
      }
      if (!any) {
        missing.add("no test: " + line);
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(rows > 50, rows + " rows");
  }

  private static Path list() {
    Path here = MODULE.toAbsolutePath().resolve("../docs/ATTACKS.md").normalize();
    assertTrue(Files.exists(here), here.toString());
    return here;
  }

  /** Tests by name and by package and name: there is more than one HostilePeerTest. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("../transport", "../crypto")) {
      addSources(sources, MODULE.toAbsolutePath().resolve(module).normalize());
    }
    return sources;
  }

  private static void addSources(Map<String, String> sources, Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        String text = Files.readString(file);
        sources.put(name, text);
        sources.put(file.getParent().getFileName() + "." + name, text);
      }
    }
  }
}
