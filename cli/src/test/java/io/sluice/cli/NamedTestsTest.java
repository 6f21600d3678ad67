package io.sluice.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what the documents promise to the tests that they name. */
class NamedTestsTest {
  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();

  private static final List<String> DOCUMENTS =
      List.of("ARCHITECTURE.md", "ATTACKS.md", "SECURITY.md", "TESTING.md");

  /** A class whose name says that it is a test, and perhaps one of its methods. */
  private static final Pattern NAMED =
      Pattern.compile("`(?:[a-z]+\\.)?([A-Z]\\w*(?:Test|IT|Contract))(?:\\.([a-z]\\w*))?`");

  @Test
  void everyTestThatADocumentNamesExists() throws IOException {
    Map<String, String> sources = sources();
    TreeSet<String> missing = new TreeSet<>();
    int named = 0;
    for (String document : DOCUMENTS) {
      Matcher matcher = NAMED.matcher(Files.readString(PROJECT.resolve("docs").resolve(document)));
      while (matcher.find()) {
        named++;
        String source = sources.getOrDefault(matcher.group(1), "");
        String method = matcher.group(2);
        if (source.isEmpty() || (method != null && !source.contains(" " + method + "("))) {
          missing.add(document + ": " + matcher.group());
        }
      }
    }
    assertEquals(new TreeSet<>(), missing);
    assertTrue(named > 200, "only " + named + " tests are named");
  }

  /** The text of all test classes by name; some names are used twice. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("crypto", "transport", "shell", "cli")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}
