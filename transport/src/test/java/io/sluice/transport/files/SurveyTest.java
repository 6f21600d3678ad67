package io.sluice.transport.files;

import static io.sluice.transport.files.SampleTree.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  @TempDir Path temp;

  private final SampleTree one =
      new SampleTree().directory("a").file("a/f", new byte[1]).directory("a/d").link("a/l", "f");
  private final SampleTree two = new SampleTree().file("f", new byte[1]).file("g", new byte[1]);

  private static List<FileProblem> of(Path target, SampleTree tree) {
    return new FileSink(target, tree.manifest()).obstacles();
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
    assertEquals(
        List.of(
            new FileProblem(path("a/f"), Problem.CONFLICT, FileErrors.TAKEN),
            new FileProblem(path("a/d"), Problem.CONFLICT, FileErrors.TAKEN),
            new FileProblem(path("a/l"), Problem.CONFLICT, "a link of that name is already there")),
        of(temp, one));
  }

  @Test
  void reportsABlockedFolderOnce() throws IOException {
    Files.writeString(temp.resolve("a"), "a file");
    assertOnly(Problem.CONFLICT, FileErrors.TAKEN, of(temp, one));
    assertOnly(Problem.CONFLICT, FileErrors.TAKEN, of(temp.resolve("a"), one));
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
      var found = new FileSink(temp, Manifest.of(entries)).obstacles();
      assertEquals(1, found.size());
      assertEquals(Problem.LOCAL_FILE, found.getFirst().problem());
      String reason = found.getFirst().reason();
      String start = "not enough space on the disk: 9,223,372,036,854,775,807 bytes needed, ";
      assertTrue(reason.startsWith(start), reason);
    }
  }
}
