package io.sluice.transport.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConflictPolicyTest {
  // A file that is there, a folder in whose place there is a file, what is in it, and a free name.
  private final Manifest manifest =
      Manifest.of(
          List.of(
              file("taken"),
              folder("d"),
              folder("d", "e"),
              file("d", "e", "f"),
              file("free"),
              file("CON")));
  private final Prospect prospect =
      new Prospect(
          -1,
          List.of(),
          EntrySet.of(0),
          EntrySet.NONE,
          EntrySet.of(1),
          Map.of(1, "d (1)", 5, "CON_"));
  private final Decisions.Builder builder = new Decisions.Builder();

  private static ManifestEntry file(String... path) {
    return new ManifestEntry.File(EntryPath.of(path), 0644, Instant.EPOCH, 1);
  }

  private static ManifestEntry folder(String... path) {
    return new ManifestEntry.Directory(EntryPath.of(path), 0755, Instant.EPOCH);
  }

  private List<Decision> decided() {
    Decisions decisions = builder.build();
    return IntStream.range(0, manifest.count()).mapToObj(decisions::of).toList();
  }

  @Test
  void overwriteReplacesFilesAndNeverFolders() {
    assertEquals(EntrySet.of(1), ConflictPolicy.OVERWRITE.decide(manifest, prospect, builder));
    assertEquals(Decision.REPLACE, decided().getFirst());
    assertEquals(Map.of(5, "CON_"), builder.build().names());
  }

  @Test
  void whatMayBeTheSameIsComparedAndBlocksNothing() {
    Prospect alike =
        new Prospect(-1, List.of(), EntrySet.of(0, 4), EntrySet.of(0), EntrySet.NONE, Map.of());
    assertEquals(EntrySet.of(4), ConflictPolicy.FAIL.decide(manifest, alike, builder));
    assertEquals(EntrySet.of(0), builder.build().compared());
    Decisions.Builder update = new Decisions.Builder();
    assertEquals(EntrySet.NONE, ConflictPolicy.UPDATE.decide(manifest, alike, update));
    assertEquals(EntrySet.of(0, 4), update.build().compared());
    assertEquals(Decision.REPLACE, update.build().of(4));
    Decisions.Builder skip = new Decisions.Builder();
    ConflictPolicy.SKIP.decide(manifest, alike, skip);
    assertEquals(EntrySet.NONE, skip.build().compared());
  }

  @Test
  void renameFindsANameForEverything() {
    assertEquals(EntrySet.NONE, ConflictPolicy.RENAME.decide(manifest, prospect, builder));
    assertEquals(EntrySet.of(0, 1), builder.build().renamed());
    assertEquals(prospect.names(), builder.build().names());
  }

  @Test
  void skipLeavesOutWhatIsInAFolderThatCannotBe() {
    assertEquals(EntrySet.NONE, ConflictPolicy.SKIP.decide(manifest, prospect, builder));
    assertEquals(EntrySet.of(0, 1, 2, 3), builder.build().skipped());
  }

  @Test
  void failDecidesNothing() {
    assertEquals(EntrySet.of(0, 1), ConflictPolicy.FAIL.decide(manifest, prospect, builder));
    assertEquals(List.of(Decision.TAKE), decided().stream().distinct().toList());
  }

  @Test
  void whatIsNotWantedIsInNobodysWay() {
    for (ConflictPolicy policy : ConflictPolicy.values()) {
      builder.decide(0, Decision.SKIP).decide(1, Decision.SKIP);
      assertEquals(EntrySet.NONE, policy.decide(manifest, prospect, builder));
      assertEquals(Decision.SKIP, builder.build().of(0));
    }
  }
}
