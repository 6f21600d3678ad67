package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are one here and two there, or none: told before anything is written. */
class NameRulesTest {
  private static final NameRules LINUX = new NameRules(false, false, false);
  private static final NameRules MAC = new NameRules(true, true, false);
  private static final NameRules WINDOWS = new NameRules(true, false, true);

  @TempDir Path temp;

  private List<String> obstacles(NameRules rules, SampleTree tree) {
    return Survey.of(temp, tree.manifest(), _ -> rules).stream()
        .map(problem -> problem.path() + ": " + problem.reason())
        .toList();
  }

  @Test
  void namesThatDifferInCaseCollideWhereCaseIsFolded() {
    SampleTree tree = new SampleTree().file("README", new byte[1]).file("readme", new byte[1]);
    assertEquals(List.of(), obstacles(LINUX, tree));
    for (NameRules rules : List.of(MAC, WINDOWS)) {
      assertEquals(
          List.of("readme: on this disk it has the same name as \"README\""),
          obstacles(rules, tree));
    }
  }

  @Test
  void twoFormsOfALetterCollideWhereFormsAreFolded() {
    SampleTree tree = new SampleTree().file("\u00fc", new byte[1]).file("u\u0308", new byte[1]);
    assertEquals(List.of(), obstacles(LINUX, tree));
    assertEquals(List.of(), obstacles(WINDOWS, tree));
    assertEquals(1, obstacles(MAC, tree).size());
    SampleTree both = new SampleTree().file("\u00dc", new byte[1]).file("u\u0308", new byte[1]);
    assertEquals(1, obstacles(MAC, both).size(), "case and form");
    SampleTree sharp =
        new SampleTree().file("stra\u00dfe", new byte[1]).file("STRASSE", new byte[1]);
    assertEquals(1, obstacles(MAC, sharp).size(), "one letter that is two in capitals");
  }

  @Test
  void foldersThatCollideAreToldOnceAndNotForWhatIsInThem() {
    SampleTree tree =
        new SampleTree()
            .directory("a")
            .directory("a/Src")
            .file("a/Src/x", new byte[1])
            .directory("a/src")
            .file("a/src/x", new byte[1])
            .file("a/src/y", new byte[1]);
    assertEquals(
        List.of("a/src: on this disk it has the same name as \"a/Src\""), obstacles(MAC, tree));
  }

  @Test
  void aFolderAndAFileCollideToo() {
    SampleTree tree =
        new SampleTree().directory("a").directory("a/x").file("a/X", new byte[1]).link("a/Y", "x");
    assertEquals(1, obstacles(WINDOWS, tree).size());
  }

  @Test
  void theSurveyTellsTheKindOfTrouble() {
    SampleTree tree = new SampleTree().file("A", new byte[1]).file("a", new byte[1]);
    FileProblem problem = Survey.of(temp, tree.manifest(), _ -> MAC).getFirst();
    assertEquals(Problem.CONFLICT, problem.problem());
    SampleTree device = new SampleTree().file("nul", new byte[1]);
    problem = Survey.of(temp, device.manifest(), _ -> WINDOWS).getFirst();
    assertEquals(Problem.LOCAL_FILE, problem.problem());
  }

  @Test
  void windowsHasNoNamesOfDevices() {
    for (String name :
        List.of(
            "CON",
            "nul",
            "NUL.txt",
            "aux.tar.gz",
            "com1",
            "COM\u00b9",
            "lpt9.x",
            "PRN .x",
            "conin$",
            "com0")) {
      assertNotNull(WINDOWS.refusal(name), name);
      assertNull(LINUX.refusal(name), name);
      assertNull(MAC.refusal(name), name);
    }
    for (String name : List.of("console", "com", "com10", "nullable", "xcon", "lpt", ".con")) {
      assertNull(WINDOWS.refusal(name), name);
    }
  }

  @Test
  void windowsHasNoNamesThatItGivesAMeaning() {
    for (String name :
        List.of(
            "x:ads",
            "x::$DATA",
            "a.",
            "a ",
            "a. .",
            "<",
            ">",
            "\"",
            "|",
            "?",
            "*",
            "\u0001",
            "a\tb")) {
      assertNotNull(WINDOWS.refusal(name), name);
      assertNull(LINUX.refusal(name), name);
    }
    assertNull(WINDOWS.refusal(" a.b"));
  }

  @Test
  void theRulesOfThisDiskAreSeenWithoutWriting() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("Folder"));
    boolean folds = Files.exists(temp.resolve("fOLDER"));
    assertEquals(folds, NameRules.at(folder).foldsCase());
    // One that has a namesake of its own is no proof that case is folded.
    if (!folds) {
      Files.createDirectory(temp.resolve("FOLDER"));
      assertFalse(NameRules.at(folder).foldsCase());
    }
    try (var found = Files.list(folder)) {
      assertEquals(0, found.count());
    }
    Path digits = Files.createDirectory(folder.resolve("123"));
    assertEquals(folds, NameRules.at(digits).foldsCase(), "the folder above is asked");
  }

  @Test
  void whatThereIsInAnotherCaseIsInTheWayAsFarAsTheDiskSaysSo() throws IOException {
    Files.createFile(temp.resolve("readme"));
    SampleTree tree = new SampleTree().file("README", new byte[1]);
    boolean folds = NameRules.at(temp).foldsCase();
    assertEquals(folds ? 1 : 0, new FileSink(temp, tree.manifest()).obstacles().size());
    assertTrue(obstacles(LINUX, new SampleTree().file("other", new byte[1])).isEmpty());
  }
}
