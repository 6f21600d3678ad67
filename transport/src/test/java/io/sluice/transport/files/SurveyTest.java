package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Prospect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  @TempDir Path temp;

  private final SampleTree one =
      new SampleTree().directory("a").file("a/f", new byte[1]).directory("a/d").link("a/l", "f");
  private final SampleTree two = new SampleTree().file("f", new byte[1]).file("g", new byte[1]);

  private static List<FileProblem> of(Path target, SampleTree tree) {
    Prospect prospect = Survey.of(target, tree.manifest());
    assertTrue(prospect.taken().isEmpty() && prospect.misfits().isEmpty());
    return prospect.obstacles();
  }

  private static void assertOnly(Problem problem, String reason, List<FileProblem> found) {
    assertEquals(1, found.size(), found.toString());
    assertEquals(problem, found.getFirst().problem());
    assertEquals(reason, found.getFirst().reason());
  }

  @Test
  void findsNothingWhereNothingIsInTheWay() throws IOException {
    assertEquals(List.of(), of(temp, one));
    assertEquals(List.of(), of(temp, two));
    assertEquals(List.of(), of(temp.resolve("new"), one));
    assertEquals(List.of(), of(temp.resolve("no/such"), new SampleTree()));
    Files.createDirectories(temp.resolve("a/d"));
    assertEquals(List.of(), of(temp, one));
    try (var there = Files.walk(temp)) {
      assertEquals(3, there.count());
    }
  }

  @Test
  void findsTakenNames() throws IOException {
    Files.createDirectory(temp.resolve("a"));
    Files.createDirectory(temp.resolve("a/f"));
    Files.writeString(temp.resolve("a/d"), "");
    Files.createSymbolicLink(temp.resolve("a/l"), Path.of("nowhere"));
    Prospect found = Survey.of(temp, one.manifest());
    assertEquals(List.of(), found.obstacles());
    assertEquals(EntrySet.of(3), found.taken(), "a link in place of a link");
    assertEquals(EntrySet.of(1, 2), found.misfits(), "a folder for a file, a file for a folder");
    assertEquals(Map.of(2, "d (1)"), found.names(), "where the folder could go");
    Files.delete(temp.resolve("a/f"));
    Files.createSymbolicLink(temp.resolve("a/f"), Path.of("nowhere"));
    assertEquals(EntrySet.of(1, 3), Survey.of(temp, one.manifest()).taken());
  }

  @Test
  void reportsABlockedFolderOnce() throws IOException {
    Files.writeString(temp.resolve("a"), "a file");
    Files.createDirectory(temp.resolve("a (1)"));
    for (Path target : List.of(temp, temp.resolve("a"))) {
      Prospect found = Survey.of(target, one.manifest());
      assertEquals(EntrySet.of(0), found.misfits());
      assertEquals(Map.of(0, "a (2)"), found.names());
      assertTrue(found.obstacles().isEmpty() && found.taken().isEmpty());
    }
  }

  @Test
  void explainsATargetThatCannotBe() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertOnly(Problem.LOCAL_FILE, "the target is not a folder", of(file, two));
    assertOnly(Problem.LOCAL_FILE, "the target folder does not exist", of(temp.resolve("x"), two));
    String parent = "the folder that the target should be in does not exist";
    assertOnly(Problem.LOCAL_FILE, parent, of(temp.resolve("x/y"), one));
    assertOnly(Problem.LOCAL_FILE, parent, of(file.resolve("y"), one));
    assertOnly(
        Problem.LOCAL_FILE, "the target folder does not exist", of(temp.resolve("x/.."), one));
  }

  @Test
  void findsADiskThatIsTooSmall() {
    var huge = new ManifestEntry.File(path("huge"), 0644, SampleTree.TIME, Long.MAX_VALUE);
    var more = new ManifestEntry.File(path("more"), 0644, SampleTree.TIME, Long.MAX_VALUE);
    for (List<ManifestEntry> entries :
        List.<List<ManifestEntry>>of(List.of(huge), List.of(huge, more))) {
      Manifest manifest = Manifest.of(entries);
      String reason = Survey.of(temp, manifest).spaceProblem(manifest.bytes());
      String start = "not enough space on the disk: 9,223,372,036,854,775,807 bytes needed, ";
      assertTrue(reason != null && reason.startsWith(start), reason);
    }
  }
}
