package io.sluice.transport.files.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of gitignore(5). */
class IgnorePatternTest {
  @ParameterizedTest
  @CsvSource({
    // A name at any depth.
    "foo, foo, true",
    "foo, a/b/foo, true",
    "foo, foo/a, false",
    "foo, foobar, false",
    "*.o, a/x.o, true",
    "*.o, x.oo, false",
    "*, anything, true",
    "**, a/b, true",
    // A path from the folder of the file.
    "/foo, foo, true",
    "/foo, a/foo, false",
    "a/foo, a/foo, true",
    "a/foo, b/a/foo, false",
    "/*.c, x.c, true",
    "/*.c, a/x.c, false",
    "a/*/b, a/x/b, true",
    "a/*/b, a/x/y/b, false",
    "a/*, a/b/c, false",
    // Any number of folders.
    "**/foo, foo, true",
    "**/foo, a/b/foo, true",
    "**/a/b, x/y/a/b, true",
    "a/**, a/b/c, true",
    "a/**, a, false",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a/**/b, a/xb, false",
    "/**, a/b, true",
    "a**b, axyb, true",
    "x/a**b, x/ay/b, false",
    // One character, one of a set.
    "fo?, foo, true",
    "fo?, fo, false",
    "f?, fü, true",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "[!a-c]x, dx, true",
    "[^a-c]x, ax, false",
    "[]x]y, ]y, true",
    "[a-]x, -x, true",
    "[[:digit:]]x, 7x, true",
    "[[:alpha:][:digit:]]x, _x, false",
    "[[:nonsense:]]x, ax, false",
    "[a, [a, false",
    "[\\]]x, ]x, true",
    // A backslash takes the next as it is.
    "\\*, *, true",
    "\\*, x, false",
    "\\!x, !x, true",
    "\\#x, '#x', true",
    "x\\, x, false",
  })
  void isAboutWhatGitSays(String pattern, String path, boolean matches) {
    assertEquals(
        matches,
        IgnorePattern.parse(pattern).matches(List.of(path.split("/")), false),
        pattern + " on " + path);
  }

  @Test
  void aSlashAtTheEndMeansFoldersOnly() {
    for (String text : List.of("foo/", "**/foo/", "a/foo/")) {
      IgnorePattern pattern = IgnorePattern.parse(text);
      assertEquals(true, pattern.matches(List.of("a", "foo"), true), text);
      assertEquals(false, pattern.matches(List.of("a", "foo"), false), text);
    }
    assertEquals(false, IgnorePattern.parse("/foo/").matches(List.of("a", "foo"), true));
  }

  @Test
  void emptyLinesAndCommentsAreNone() {
    for (String line : List.of("", "   ", "# a comment", "/", "!", "!/")) {
      assertNull(IgnorePattern.parse(line), line);
    }
  }

  @Test
  void spacesAtTheEndDoNotCountUnlessEscaped() {
    assertEquals(true, IgnorePattern.parse("foo  ").matches(List.of("foo"), false));
    assertEquals(true, IgnorePattern.parse("foo\\ ").matches(List.of("foo "), false));
    assertEquals(true, IgnorePattern.parse("foo\\   ").matches(List.of("foo "), false));
    assertEquals(true, IgnorePattern.parse(" foo").matches(List.of(" foo"), false));
  }

  @Test
  void theLastLineThatIsAboutAPathDecides() {
    var patterns = IgnorePatterns.parse("\ufeff*.log\r\n!keep.log\r\n/keep.log\n");
    assertEquals(IgnorePatterns.Verdict.IGNORED, patterns.of(List.of("x.log"), false));
    assertEquals(IgnorePatterns.Verdict.KEPT, patterns.of(List.of("a", "keep.log"), false));
    assertEquals(IgnorePatterns.Verdict.IGNORED, patterns.of(List.of("keep.log"), false));
    assertEquals(IgnorePatterns.Verdict.NOTHING, patterns.of(List.of("x.txt"), false));
  }

  @Test
  void noPatternTakesForever() {
    String stars = "*a".repeat(60) + "b";
    String folders = "**/a/".repeat(30) + "b";
    List<String> deep = java.util.Collections.nCopies(64, "a");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(false, IgnorePattern.parse(stars).matches(List.of("a".repeat(255)), false));
          assertEquals(false, IgnorePattern.parse(folders).matches(deep, false));
        });
  }
}
