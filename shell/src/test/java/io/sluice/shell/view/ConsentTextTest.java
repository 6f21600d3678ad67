package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.shell.fake.FakePeer;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Prospect;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsentTextTest {
  private final Manifest five =
      Manifest.of(
          IntStream.range(0, 5).mapToObj(i -> FakePeer.file("f\u001b" + i, 1 << i)).toList());

  @Test
  void whatTheTargetMakesDifferentIsSaidWithAFewNames() {
    Prospect prospect =
        new Prospect(
            -1,
            List.of(),
            EntrySet.of(0, 1, 2, 3, 4),
            EntrySet.NONE,
            EntrySet.of(4),
            Map.of(1, "g\u202e", 4, "d (1)"));
    assertEquals(
        List.of(
            "Called otherwise here: f\\u{1B}1 as g\\u{202E}",
            "Already there: f\\u{1B}0, f\\u{1B}1, f\\u{1B}2 and 2 more",
            "Something else is in the place of: f\\u{1B}4"),
        ConsentText.prospect(five, prospect));
    Prospect clear =
        new Prospect(-1, List.of(), EntrySet.NONE, EntrySet.NONE, EntrySet.NONE, Map.of());
    assertEquals(List.of(), ConsentText.prospect(five, clear));
  }

  @Test
  void whatIsWantedIsCounted() {
    assertEquals("5 files, 31 bytes", ConsentText.wanted(five, Decisions.TAKE_ALL));
    Decisions some =
        new Decisions.Builder()
            .decide(0, Decision.SKIP)
            .decide(1, Decision.REPLACE)
            .decide(2, Decision.RENAME)
            .decide(3, Decision.RENAME)
            .build();
    assertEquals("4 files, 30 bytes (overwriting 1) (renaming 2)", ConsentText.wanted(five, some));
  }
}
