package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTextTest {
  private static ManifestEntry file(String name, int mode, long size) {
    return new ManifestEntry.File(EntryPath.of(name), mode, Instant.EPOCH, size);
  }

  private static ManifestEntry folder(String name) {
    return new ManifestEntry.Directory(EntryPath.of(name), 0755, Instant.EPOCH);
  }

  @Test
  void theSummaryCountsEveryKind() {
    Manifest manifest =
        Manifest.of(
            List.of(
                folder("d"),
                new ManifestEntry.File(EntryPath.of("d", "a"), 0644, Instant.EPOCH, 1_500_000),
                new ManifestEntry.Symlink(EntryPath.of("d", "l"), Instant.EPOCH, "a"),
                file("b", 0644, 0)));
    assertEquals("2 files, 1 folder and 1 link, 1.5 MB", OfferText.summary(manifest));
    assertEquals("1 folder", OfferText.summary(Manifest.of(List.of(folder("d")))));
    assertEquals("0 files", OfferText.summary(Manifest.of(List.of())));
  }

  @Test
  void theSizeOfAStreamIsUnknown() {
    ManifestEntry stream = new ManifestEntry.Stream(EntryPath.of("s"), 0644, Instant.EPOCH);
    assertEquals("1 file, size unknown", OfferText.summary(Manifest.of(List.of(stream))));
    assertEquals("s  size unknown", OfferText.line(stream));
  }

  @Test
  void atMostTwentyEntriesAreNamed() {
    List<ManifestEntry> many = new ArrayList<>();
    for (int i = 0; i < 1_025; i++) {
      many.add(file("f" + i, 0644, 1));
    }
    List<String> lines = OfferText.entries(Manifest.of(many));
    assertEquals(OfferText.LONGEST_LIST + 1, lines.size());
    assertEquals("... and 1,005 more", lines.getLast());
  }

  @Test
  void aHiddenNameComesFirstHoweverManyOthersThereAre() {
    List<ManifestEntry> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(file("f" + i, 0644, 1));
    }
    many.add(
        new ManifestEntry.File(EntryPath.of(".ssh", "authorized_keys"), 0600, Instant.EPOCH, 9));
    assertEquals(
        ".ssh/authorized_keys  9 bytes  (opens or guards a login, hidden)",
        OfferText.entries(Manifest.of(many)).getFirst());
  }

  @Test
  void graveRisksAreToldOfAllEntriesAndNotOnlyOfTheListedOnes() {
    List<ManifestEntry> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(file("f" + i, 0755, 1));
      many.add(new ManifestEntry.File(EntryPath.of("p" + i, ".bashrc"), 0644, Instant.EPOCH, 9));
    }
    many.add(new ManifestEntry.Directory(EntryPath.of(".ssh"), 0700, Instant.EPOCH));
    assertEquals(
        List.of("runs when a shell starts: p0/.bashrc, p1/.bashrc, p2/.bashrc and 97 more"),
        OfferText.warnings(Manifest.of(many)));
    assertEquals(List.of(), OfferText.warnings(Manifest.of(List.of(file("f", 0755, 1)))));
    assertEquals(
        List.of("a name that misleads: a\\u{202E}b"),
        OfferText.warnings(Manifest.of(List.of(file("a\u202eb", 0644, 1)))));
  }

  @Test
  void freeSpaceIsSaidWhenItIsKnown() {
    Manifest manifest = Manifest.of(List.of(file("f", 0644, 2_000)));
    assertEquals("1 file, 2.0 kB (80 GB free here)", OfferText.summary(manifest, 80_000_000_000L));
    assertEquals("1 file, 2.0 kB", OfferText.summary(manifest, -1));
  }

  @Test
  void programsAndLinksSayWhatTheyAre() {
    assertEquals(
        List.of("run  1 byte  (a program)", "d/", "d/l -> sub/x"),
        OfferText.entries(
                Manifest.of(
                    List.of(
                        file("run", 0755, 1),
                        folder("d"),
                        new ManifestEntry.Symlink(EntryPath.of("d", "l"), Instant.EPOCH, "sub/x"))))
            .stream()
            .toList());
  }

  @Test
  void noNameCanMoveTheCursorOrReverseTheText() {
    Manifest manifest = Manifest.of(List.of(file("a\u001b[2J\r\n\u202Egpj.exe", 0644, 1)));
    String line = OfferText.entries(manifest).getFirst();
    assertTrue(line.chars().noneMatch(c -> c < ' ' || c == 0x202E), line);
    assertTrue(line.contains("\\u{1B}"), line);
  }

  @Test
  void aProblemIsNamedWithItsReasonAndNothingElse() {
    String line =
        OfferText.problems(
                List.of(
                    new FileProblem(
                        EntryPath.of("a\u0007b"), Problem.CONFLICT, "already\u001b there")))
            .getFirst();
    assertEquals("a\\u{7}b: already? there", line);
    assertFalse(line.contains("\u001b"));
  }
}
