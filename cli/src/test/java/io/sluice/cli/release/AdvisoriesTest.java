package io.sluice.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.release.Advisories.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisoriesTest {
  private static final String DATE = "# as of\t2026-01-31";

  private final Advisories some =
      Advisories.parse(
          List.of(
              DATE,
              "a:b\t1.2\t1.10\tCVE-1\tbad\t-",
              "a:c\t0\t-\tCVE-2\tworse\t-",
              "a:d\t0\t-\tCVE-3\tno matter\tnever called"));

  @Test
  void whatIsInTheAffectedRangeIsFound() {
    assertEquals(List.of(), some.against(List.of(new Component("a:b", "1.1"))));
    assertEquals(
        List.of("a:b 1.9: CVE-1, bad; fixed in 1.10"),
        some.against(List.of(new Component("a:b", "1.9"))));
    assertEquals(List.of(), some.against(List.of(new Component("a:b", "1.10"))));
    assertEquals(1, some.against(List.of(new Component("a:c", "99"))).size());
    assertEquals(List.of(), some.against(List.of(new Component("x:b", "1.9"))));
  }

  @Test
  void whatIsAnsweredIsNotHeldAgainstIt() {
    assertEquals(List.of(), some.against(List.of(new Component("a:d", "1"))));
  }

  @Test
  void versionsCompareByNumbersAndWordsCountLess() {
    assertTrue(Versions.compare("1.84", "1.9") > 0);
    assertEquals(0, Versions.compare("1.2", "1.2.0"));
    assertTrue(Versions.compare("1.5.7-6", "1.5.7-10") < 0);
    assertTrue(Versions.compare("2.0-beta", "2.0") < 0);
    assertTrue(Versions.compare("3.2-15-g6da2b08", "3.2-14-gffffff") > 0);
  }

  @Test
  void aListWithoutDateOrWithABrokenLineIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Advisories.parse(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Advisories.parse(List.of(DATE, "a:b\t1\t2")));
  }

  @Test
  void theCommittedListIsOne() throws IOException {
    Path list = Path.of("").toAbsolutePath().resolve("../docs/advisories.tsv").normalize();
    Advisories committed = Advisories.parse(Files.readAllLines(list));
    assertFalse(committed.all().isEmpty());
    assertTrue(committed.asOf().isAfter(LocalDate.of(2026, 1, 1)));
    committed.all().forEach(a -> assertTrue(a.library().matches("[\\w.-]+:[\\w.-]+"), a.library()));
  }
}
