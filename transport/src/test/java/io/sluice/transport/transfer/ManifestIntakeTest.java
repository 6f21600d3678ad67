package io.sluice.transport.transfer;

import static io.sluice.transport.transfer.Trees.directory;
import static io.sluice.transport.transfer.Trees.file;
import static io.sluice.transport.transfer.Trees.link;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestIntakeTest {
  @Test
  void putsPagesTogether() throws Exception {
    ManifestIntake intake = intake(4, 12);
    assertNull(intake.add(page(false, directory("d"), file(5, "d", "a"))));
    Manifest manifest = intake.add(page(true, link("a", "d", "l"), file(7, "e")));
    assertNotNull(manifest);
    assertEquals(
        List.of(directory("d"), file(5, "d", "a"), link("a", "d", "l"), file(7, "e")),
        manifest.stream().toList());
  }

  @Test
  void anEmptyOfferIsOneEmptyPage() throws Exception {
    Manifest manifest = intake(0, 0).add(page(true));
    assertNotNull(manifest);
    assertEquals(0, manifest.count());
  }

  @Test
  void countsMustBeWhatWasOffered() {
    refused(1, 5, file(4, "a"));
    refused(1, 5, file(6, "a"));
    refused(1, 5, file(5, "a"), file(0, "b"));
    refused(2, 5, file(5, "a"));
    refused(2, Long.MAX_VALUE, file(Long.MAX_VALUE, "a"), file(1, "b"));
    refused(0, 0, file(0, "a"));
  }

  @Test
  void noPathIsListedTwice() {
    refused(2, 0, file(0, "a"), file(0, "a"));
    refused(2, 0, directory("a"), directory("a"));
    refused(3, 0, directory("d"), file(0, "d", "a"), link("b", "d", "a"));
    refused(2, 0, file(0, "a"), directory("a"));
  }

  @Test
  void everythingLiesInAFolderListedBefore() {
    refused(2, 0, file(0, "a"), file(0, "a", "b"));
    refused(3, 0, directory("d"), link("x", "d", "l"), file(0, "d", "l", "b"));
    refused(1, 0, file(0, "d", "a"));
    refused(2, 0, file(0, "d", "a"), directory("d"));
    refused(2, 0, directory("d"), file(0, "d", "e", "a"));
  }

  @Test
  void whatIsQuotedIsEscaped() {
    String why = refused(2, 0, file(0, "a\u001b[2J"), file(0, "a\u001b[2J"));
    assertTrue(why.contains("a\\u{1B}[2J"), why);
    assertFalse(why.contains("\u001b"), why);
  }

  @Test
  void pagesWithoutEndAreRefused() throws Exception {
    ManifestIntake intake = intake(1, 0);
    assertThrows(ViolationException.class, () -> intake.add(page(false)));
    assertThrows(ViolationException.class, () -> intake(Manifest.MAX_ENTRIES + 1L, 0));
  }

  @Test
  void entriesComeInTheOrderOfTheirNames() {
    refused(2, 0, file(0, "b"), file(0, "a"));
    refused(4, 0, directory("d"), file(0, "d", "a"), file(0, "e"), file(0, "d", "b"));
    refused(2, 0, file(0, "\ud83d\ude00"), file(0, "\uffee"));
  }

  @Test
  void namesCannotFillTheMemory() throws Exception {
    ManifestIntake intake = intake(Manifest.MAX_ENTRIES, 0);
    intake.add(page(false, directory("d")));
    String target = "x".repeat(4096);
    assertThrows(
        ViolationException.class,
        () -> {
          for (int i = 0; i < Limits.MANIFEST_MEMORY / 4096; i++) {
            intake.add(page(false, link(target, "d", "l%08d".formatted(i))));
          }
        });
  }

  private static String refused(long entries, long bytes, ManifestEntry... listed) {
    return assertThrows(
            ViolationException.class, () -> intake(entries, bytes).add(page(true, listed)))
        .what();
  }

  private static ManifestIntake intake(long entries, long bytes) throws ViolationException {
    return new ManifestIntake(new Offer(1, entries, bytes), Allowance.of(Limits.MANIFEST_MEMORY));
  }

  private static ManifestPage page(boolean last, ManifestEntry... entries) {
    return new ManifestPage(1, List.of(entries), last);
  }
}
