package io.sluice.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.release.Advisories.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The list of what the program is made of, and the advisories known against it. Needs no network.
 */
class AdvisoriesIT {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path APPLICATION = MODULE.resolve("target/sluice");
  private static final Pattern PURL =
      Pattern.compile("\"purl\" : \"pkg:maven/([^/\"]+)/([^@\"]+)@([^?\"]+)");
  private static final int OLD_DAYS = 60;

  @Test
  void nothingInTheProgramHasAnAdvisoryAgainstIt() throws IOException {
    Advisories known =
        Advisories.parse(Files.readAllLines(MODULE.resolve("../docs/advisories.tsv")));
    if (known.asOf().plusDays(OLD_DAYS).isBefore(LocalDate.now())) {
      System.err.println(
          "docs/advisories.tsv is of " + known.asOf() + ": compare it with what is published.");
    }
    assertEquals(List.of(), known.against(components()));
  }

  @Test
  void theListNamesEveryLibraryOfTheProgram() throws IOException {
    List<String> listed =
        components().stream().map(c -> c.library().split(":")[1] + "-" + c.version()).toList();
    try (Stream<Path> jars = Files.list(APPLICATION.resolve("lib"))) {
      List<String> missing =
          jars.map(jar -> jar.getFileName().toString().replace(".jar", ""))
              .filter(name -> !name.startsWith("sluice-"))
              .filter(name -> !listed.contains(name))
              .collect(Collectors.toList());
      assertEquals(List.of(), missing);
    }
    assertTrue(listed.size() > 10, listed.toString());
  }

  private static List<Component> components() throws IOException {
    Matcher found = PURL.matcher(Files.readString(APPLICATION.resolve("sbom.json")));
    return found
        .results()
        .map(each -> new Component(each.group(1) + ":" + each.group(2), each.group(3)))
        .distinct()
        .toList();
  }
}
