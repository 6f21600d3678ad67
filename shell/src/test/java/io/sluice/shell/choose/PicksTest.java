package io.sluice.shell.choose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.TransportException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicksTest {
  private final Manifest manifest =
      Manifest.of(
          List.of(
              file("a.txt"),
              folder("d"),
              file("d", "b.txt"),
              folder("d", "e"),
              file("d", "e", "c.jpg"),
              file("z.jpg"),
              file("2")));

  private static ManifestEntry file(String... path) {
    return new ManifestEntry.File(EntryPath.of(path), 0644, Instant.EPOCH, 1);
  }

  private static ManifestEntry folder(String... path) {
    return new ManifestEntry.Directory(EntryPath.of(path), 0755, Instant.EPOCH);
  }

  /** Entries are written as people see them: from 1 on. */
  @ParameterizedTest
  @CsvSource({
    "'1', '1'",
    "'1-2', '1 2'",
    "'1-2 2', '1 2 3 4 5'",
    "'1,6', '1 6'",
    "' 1 , 6 ', '1 6'",
    "'1-99', '1 2 3 4 5 6 7'",
    "'*.txt', '1 3'",
    "'*.txt !1', '3'",
    "'d/**', '3 4 5'",
    "'d', '2 3 4 5'",
    "'all !d', '1 6 7'",
    "'2 !4', '2 3'",
    "'!*.jpg 5', '1 5'",
    "'all', '1 2 3 4 5 6 7'",
    "'99', ''"
  })
  void whatIsTypedIsWhatIsWanted(String typed, String wanted) throws Exception {
    int[] entries =
        wanted.isEmpty()
            ? new int[0]
            : List.of(wanted.split(" ")).stream().mapToInt(n -> Integer.parseInt(n) - 1).toArray();
    assertEquals(EntrySet.of(entries), Picks.of(typed).apply(manifest, EntrySet.of(0, 5)), typed);
  }

  @Test
  void whoOnlyLeavesOutKeepsTheRestOfWhatWasWanted() throws Exception {
    assertEquals(EntrySet.of(1), Picks.of("!1 !6").apply(manifest, EntrySet.of(0, 1, 5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "0", "3-1", "0-2", "[", "!{", "999999999999"})
  void whatMakesNoSenseIsSaid(String typed) throws Exception {
    if (typed.equals("999999999999")) {
      // Too long for a number: it may be a name.
      assertTrue(Picks.of(typed).apply(manifest, EntrySet.NONE).isEmpty());
    } else {
      assertThrows(TransportException.class, () -> Picks.of(typed));
    }
  }
}
