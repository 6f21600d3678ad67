package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.transport.api.ManifestEntry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameCheckTest {
  @Test
  void namesAreThoseOfEntryPaths() {
    for (String name : new String[] {"a", "ü", "日".repeat(85), "x".repeat(255), " ", "..."}) {
      assertNull(NameCheck.refusal(Path.of(name)), name);
    }
    for (String name : new String[] {"a\\b", "\\", "日".repeat(86), "x".repeat(256)}) {
      assertNotNull(NameCheck.refusal(Path.of(name)), name);
    }
  }

  @Test
  void linksGoUpFirstAndThenDown() {
    Map<String, Boolean> targets =
        Map.ofEntries(
            Map.entry("x", true),
            Map.entry("./x", true),
            Map.entry("x/y/", true),
            Map.entry("..", true),
            Map.entry("../..", false),
            Map.entry(".././x", true),
            Map.entry("../x/y", true),
            Map.entry("x/..", false),
            Map.entry("x/../y", false),
            Map.entry("x/./../y", false),
            Map.entry("../x/../y", false),
            Map.entry("../../x", false),
            Map.entry("/x", false),
            Map.entry("", false),
            Map.entry("..x/..y", true));
    targets.forEach(
        (target, safe) ->
            assertEquals(
                safe, ManifestEntry.Symlink.staysInside(path("a/b/link"), target), target));
  }
}
