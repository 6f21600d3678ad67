package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.transport.api.Prospect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are one here and two there, or none: told before anything is written. */
class NameRulesTest {
  private static final NameRules LINUX = new NameRules(false, false, false);
  private static final NameRules MAC = new NameRules(true, true, false);
  private static final NameRules WINDOWS = new NameRules(true, false, true);

  @TempDir Path temp;

  private Map<Integer, String> changed(NameRules rules, SampleTree tree) {
    Prospect prospect = Survey.of(temp, tree.manifest(), _ -> rules);
    assertEquals(List.of(), prospect.obstacles());
    return prospect.names();
  }

  @Test
  void namesThatDifferInCaseGetANumberWhereCaseIsFolded() {
    SampleTree tree =
        new SampleTree()
            .file("README.md", new byte[1])
            .file("readme.md", new byte[1])
            .file("readme (1).md", new byte[1])
            .file("ReadMe.md", new byte[1]);
    assertEquals(Map.of(), changed(LINUX, tree));
    for (NameRules rules : List.of(MAC, WINDOWS)) {
      assertEquals(
          Map.of(1, "readme (1).md", 2, "readme (1) (1).md", 3, "ReadMe (2).md"),
          changed(rules, tree));
    }
  }

  @Test
  void twoFormsOfALetterAreOneNameWhereFormsAreFolded() {
    SampleTree tree = new SampleTree().file("\u00fc", new byte[1]).file("u\u0308", new byte[1]);
    assertEquals(Map.of(), changed(LINUX, tree));
    assertEquals(Map.of(), changed(WINDOWS, tree));
    assertEquals(Map.of(1, "u\u0308 (1)"), changed(MAC, tree));
    SampleTree both = new SampleTree().file("\u00dc", new byte[1]).file("u\u0308", new byte[1]);
    assertEquals(1, changed(MAC, both).size(), "case and form");
    SampleTree sharp =
        new SampleTree().file("stra\u00dfe", new byte[1]).file("STRASSE", new byte[1]);
    assertEquals(1, changed(MAC, sharp).size(), "one letter that is two in capitals");
  }

  @Test
  void aFolderThatGetsANumberTakesWhatIsInItAlong() {
    SampleTree tree =
        new SampleTree()
            .directory("a")
            .directory("a/Src")
            .file("a/Src/x", new byte[1])
            .directory("a/src")
            .file("a/src/x", new byte[1])
            .file("a/src/X", new byte[1]);
    assertEquals(Map.of(3, "src (1)", 5, "X (1)"), changed(MAC, tree));
  }

  @Test
  void aFolderAndAFileAreOneNameToo() {
    SampleTree tree =
        new SampleTree().directory("a").directory("a/x").file("a/X", new byte[1]).link("a/Y", "x");
    assertEquals(Map.of(2, "X (1)"), changed(WINDOWS, tree));
  }

  @Test
  void whatWindowsCannotNameIsNamedAlike() {
    SampleTree tree = new SampleTree();
    for (String name :
        List.of("nul", "CON.txt", "a:b?", "end.", "sp ", "aux.", "com1.tar.gz", "plain")) {
      tree.file(name, new byte[1]);
    }
    assertEquals(
        Map.of(
            0,
            "nul_",
            1,
            "CON_.txt",
            2,
            "a_b_",
            3,
            "end._",
            4,
            "sp _",
            5,
            "aux_._",
            6,
            "com1_.tar.gz"),
        changed(WINDOWS, tree));
    SampleTree clash = new SampleTree().file("a?", new byte[1]).file("a*", new byte[1]);
    assertEquals(Map.of(0, "a_", 1, "a_ (1)"), changed(WINDOWS, clash));
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
    assertEquals(folds ? 1 : 0, Survey.of(temp, tree.manifest()).taken().count());
  }
}
