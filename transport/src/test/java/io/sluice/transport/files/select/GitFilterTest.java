package io.sluice.transport.files.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository, and what {@code git ls-files -co --exclude-standard} of git 2.39 says of it. */
class GitFilterTest {
  private static final List<String> FILES =
      List.of(
          "a.o",
          "important.o",
          "src/b.o",
          "src/c.c",
          "src/deep/x",
          "src/one.gen",
          "src/wanted.gen",
          "build/out",
          "sub/build/out",
          "sub/cache/y",
          "logs/a.txt",
          "logs/keep.txt",
          "keep/a/cache",
          "keep/a/x.o",
          "vendor/a",
          "vendor/x/b",
          "vendor/x/c.tmp",
          "docs/abc.md",
          "docs/xyz.md",
          "docs/local.txt",
          "my.secret",
          "trailing",
          "escaped ",
          "sp ace/f",
          "ü.txt",
          ".git/info/other",
          ".git/HEAD");

  private static final String TOP =
      """
      # top
      *.o
      /build
      !important.o
      logs/**
      !logs/keep.txt
      vendor/*
      !vendor/x
      vendor/x/*.tmp
      **/cache/
      doc?/[a-m]*.md
      trailing  \s
      escaped\\\s
      """;

  private static final Set<String> TRACKED =
      Set.of(
          ".gitignore",
          "cache",
          "docs/xyz.md",
          "important.o",
          "keep/a/cache",
          "link",
          "logs/keep.txt",
          "sp ace/f",
          "src/.gitignore",
          "src/b.o",
          "src/c.c",
          "src/wanted.gen",
          "sub/build/out",
          "vendor/x/b",
          "ü.txt");

  @TempDir Path temp;
  private Path top;

  @BeforeEach
  void makeRepository() throws IOException {
    top = temp.resolve("top");
    for (String name : FILES) {
      write(name, "x");
    }
    write(".gitignore", TOP);
    write("src/.gitignore", "!*.o\ndeep/\n*.gen\n!wanted.gen\n");
    write(".git/info/exclude", "*.secret\n/docs/local.txt\n");
    Files.createDirectories(top.resolve("empty/nested"));
    Files.createSymbolicLink(top.resolve("link"), Path.of("src/c.c"));
    Files.createSymbolicLink(top.resolve("cache"), Path.of("src"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(top.resolve(name).getParent());
    Files.writeString(top.resolve(name), text);
  }

  /** Files and links, as paths in the folder that is given. */
  private static Set<String> sent(Selection selection) throws TransportException {
    try (FileSource source = FileSource.scan(selection)) {
      return source.manifest().stream()
          .filter(entry -> !(entry instanceof ManifestEntry.Directory))
          .map(entry -> entry.path().toString())
          .map(path -> path.substring(path.indexOf('/') + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Selection git(Path... paths) {
    return new Selection(List.of(paths), List.of(), true);
  }

  @Test
  void sendsWhatGitTracks() throws Exception {
    assertEquals(new TreeSet<>(TRACKED), sent(git(top)));
  }

  @Test
  void everyFolderOfTheRepositoryIsSentAsItIsInTheWhole() throws Exception {
    for (String folder : List.of("src", "sub", "docs", "vendor", "keep", "logs")) {
      Set<String> expected =
          TRACKED.stream()
              .filter(path -> path.startsWith(folder + "/"))
              .map(path -> path.substring(folder.length() + 1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(expected, sent(git(top.resolve(folder))), folder);
    }
  }

  @Test
  void foldersWithoutAFileAreNotSent() throws Exception {
    try (FileSource source = FileSource.scan(git(top))) {
      List<String> folders =
          source.manifest().stream()
              .filter(ManifestEntry.Directory.class::isInstance)
              .map(entry -> entry.path().toString())
              .toList();
      assertEquals(
          List.of(
              "top",
              "top/docs",
              "top/keep",
              "top/keep/a",
              "top/logs",
              "top/sp ace",
              "top/src",
              "top/sub",
              "top/sub/build",
              "top/vendor",
              "top/vendor/x"),
          folders);
    }
    assertThrows(
        TransportException.class, () -> FileSource.scan(git(top.resolve("empty"))).close());
  }

  @Test
  void aRepositoryInsideBeginsAnew() throws Exception {
    write("sub/module/.git", "gitdir: ../../.git/modules/module\n");
    write("sub/module/a.o", "x");
    write("sub/module/b.tmp", "x");
    write("sub/module/.gitignore", "*.tmp\n");
    Set<String> expected = new TreeSet<>(TRACKED);
    expected.addAll(List.of("sub/module/.gitignore", "sub/module/a.o"));
    assertEquals(expected, sent(git(top)));
    assertEquals(Set.of(".gitignore", "a.o"), sent(git(top.resolve("sub/module"))));
  }

  @Test
  void linksInPlaceOfTheFilesOfPatternsAreNotFollowed() throws Exception {
    Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "*\n");
    Files.createSymbolicLink(top.resolve("sub/.gitignore"), elsewhere);
    Files.createDirectory(top.resolve("keep/.gitignore"));
    assertEquals(new TreeSet<>(TRACKED), sent(git(top)));
  }

  @Test
  void withoutARepositoryTheFilesOfPatternsCountAllTheSame() throws Exception {
    Path plain = Files.createDirectory(temp.resolve("plain"));
    Files.writeString(plain.resolve(".gitignore"), "*.o\n");
    Files.writeString(plain.resolve("a.o"), "x");
    Files.writeString(plain.resolve("a.c"), "x");
    assertEquals(Set.of(".gitignore", "a.c"), sent(git(plain)));
  }

  @Test
  void theUsersPatternsLeaveOutMore() throws Exception {
    Selection selection =
        new Selection(List.of(top), List.of("*.txt", "!keep.txt", "/src", "sub/"), true);
    Set<String> expected =
        TRACKED.stream()
            .filter(path -> !path.startsWith("src/") && !path.startsWith("sub/"))
            .filter(path -> !path.endsWith(".txt") || path.endsWith("keep.txt"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, sent(selection));
  }

  @Test
  void theUsersPatternsAloneLeaveGitAsItIs() throws Exception {
    try (FileSource source =
        FileSource.scan(new Selection(List.of(top), List.of("src", ".git/info", "*.o"), false))) {
      List<String> names =
          source.manifest().stream().map(entry -> entry.path().toString()).toList();
      assertEquals(true, names.contains("top/.git/HEAD"));
      assertEquals(true, names.contains("top/empty/nested"));
      assertEquals(true, names.contains("top/my.secret"));
      assertEquals(false, names.contains("top/.git/info"));
      assertEquals(false, names.stream().anyMatch(n -> n.contains("src") || n.endsWith(".o")));
      assertEquals(5, source.leftOut(), "src, .git/info and three objects");
    }
  }

  @Test
  void whatIsGivenIsLeftOutToo() throws Exception {
    List<Path> given = List.of(top.resolve("a.o"), top.resolve("my.secret"), top.resolve("docs"));
    try (FileSource source =
        FileSource.scan(new Selection(given, List.of("*.o", "docs/"), false))) {
      assertEquals(List.of("my.secret"), names(source));
    }
    var nothing =
        assertThrows(
            TransportException.class,
            () -> FileSource.scan(new Selection(given, List.of("*"), false)).close());
    assertEquals("There is nothing to send: all of it is left out.", nothing.getMessage());
  }

  private static List<String> names(FileSource source) {
    return source.manifest().stream().map(entry -> entry.path().toString()).toList();
  }
}
