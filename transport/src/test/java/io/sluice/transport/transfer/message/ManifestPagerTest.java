package io.sluice.transport.transfer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestPagerTest {
  @Test
  void anEmptyManifestIsOneLastPage() {
    ManifestPager pager = new ManifestPager(3, Manifest.of(List.of()));
    assertEquals(new ManifestPage(3, List.of(), true), pager.next());
    assertTrue(pager.isFinished());
    assertNull(pager.next());
  }

  @Test
  void pagesAreBoundedAndLoseNothing() {
    List<ManifestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      EntryPath path = EntryPath.of("files", "name-" + i);
      entries.add(new ManifestEntry.File(path, 0644, Instant.ofEpochSecond(i, i), i));
    }
    assertPages(entries, 12, 20);
  }

  @Test
  void theLongestEntriesFit() {
    EntryPath path = new EntryPath(Collections.nCopies(EntryPath.MAX_DEPTH, "ü".repeat(127)));
    String target = "€".repeat(4096);
    ManifestEntry link = new ManifestEntry.Symlink(path, Instant.MAX, target);
    assertPages(Collections.nCopies(10, link), 5, 5);
  }

  private static void assertPages(List<ManifestEntry> entries, int atLeast, int atMost) {
    ManifestPager pager = new ManifestPager(1, Manifest.of(entries));
    List<ManifestEntry> paged = new ArrayList<>();
    int pages = 0;
    while (!pager.isFinished()) {
      ManifestPage page = pager.next();
      assertNotNull(page);
      assertTrue(page.write().remaining() <= ManifestPage.MAX_BYTES);
      assertEquals(pager.isFinished(), page.last());
      paged.addAll(page.entries());
      pages++;
    }
    assertEquals(entries, paged);
    assertTrue(pages >= atLeast && pages <= atMost, pages + " pages");
  }
}
