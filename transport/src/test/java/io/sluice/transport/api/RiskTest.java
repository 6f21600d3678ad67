package io.sluice.transport.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {
  private static Set<Risk> of(String path, int mode) {
    EntryPath names = new EntryPath(Arrays.asList(path.split("/")));
    return Risk.of(new ManifestEntry.File(names, mode, Instant.EPOCH, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "report.pdf,",
    "src/main.c,",
    "dir/login,",
    "startup,",
    "git/config,",
    ".hidden, HIDDEN",
    ".config/x, HIDDEN",
    ".ssh/authorized_keys, KEYS HIDDEN",
    "home/.ssh/config, KEYS HIDDEN",
    ".SSH/id_ed25519, KEYS HIDDEN",
    "authorized_keys, KEYS",
    ".netrc, KEYS HIDDEN",
    ".bashrc, SHELL_START HIDDEN",
    "x/.zshenv, SHELL_START HIDDEN",
    ".Profile, SHELL_START HIDDEN",
    ".config/autostart/x.desktop, AUTOSTART PROGRAM HIDDEN",
    ".config/systemd/user/x.service, AUTOSTART HIDDEN",
    "Library/LaunchAgents/x.plist, AUTOSTART",
    "Start Menu/Programs/Startup/x.lnk, AUTOSTART PROGRAM",
    "AUTORUN.INF, AUTOSTART",
    ".git/hooks/post-checkout, GIT HIDDEN",
    ".git/config, GIT HIDDEN",
    "a/.GIT/config, GIT HIDDEN",
    ".envrc, TOOL HIDDEN",
    ".vscode/tasks.json, TOOL HIDDEN",
    "setup.exe, PROGRAM",
    "SETUP.EXE, PROGRAM",
    "photo.jpg.exe, MISLEADING_NAME PROGRAM",
    "photo.jpg   .scr, MISLEADING_NAME PROGRAM",
    "photo.jpg.png,",
  })
  void comesFromTheName(String path, @Nullable String risks) {
    Set<Risk> expected = EnumSet.noneOf(Risk.class);
    if (risks != null) {
      Arrays.stream(risks.split(" ")).map(Risk::valueOf).forEach(expected::add);
    }
    assertEquals(expected, of(path, 0644), path);
  }

  @Test
  void namesThatFileSystemsTakeForOthersAreSeenThrough() {
    assertTrue(of(".g\u200cit/config", 0644).contains(Risk.GIT));
    assertTrue(of(".ssh. ./authorized_keys", 0644).contains(Risk.KEYS));
    for (String name : List.of("a\u202egpj.exe", "a\u200b", " a", "a ", "a\u001b[2J", "\u2066a")) {
      assertTrue(of(name, 0644).contains(Risk.MISLEADING_NAME), name);
    }
  }

  @Test
  void aModeThatRunsMakesAProgram() {
    for (int mode : new int[] {0755, 0100, 0010, 0001}) {
      assertEquals(Set.of(Risk.PROGRAM), of("x", mode));
    }
    assertEquals(Set.of(), of("x", 0666));
  }

  @Test
  void linksAreSaidToBeLinksAndFoldersNothing() {
    EntryPath path = EntryPath.of("a", "b");
    assertEquals(Set.of(Risk.LINK), Risk.of(new ManifestEntry.Symlink(path, Instant.EPOCH, "c")));
    assertEquals(Set.of(), Risk.of(new ManifestEntry.Directory(path, 0755, Instant.EPOCH)));
  }

  @Test
  void theGraveOnesComeFirst() {
    Set<Risk> grave =
        Arrays.stream(Risk.values()).filter(Risk::isGrave).collect(Collectors.toSet());
    assertEquals(
        EnumSet.of(
            Risk.KEYS, Risk.SHELL_START, Risk.AUTOSTART, Risk.GIT, Risk.TOOL, Risk.MISLEADING_NAME),
        grave);
  }
}
