package io.sluice.transport.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedManifestTest {
  private static final Instant TIME = Instant.parse("2026-11-26T01:02:03.456789Z");

  @Test
  void givesBackEveryEntryInAnyOrder() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<ManifestEntry> entries = tree(random, random.nextInt(300));
      Manifest manifest = packed(entries);
      assertEquals(entries, manifest.stream().toList(), "seed " + seed);
      for (int i = 0; i < entries.size(); i++) {
        int any = random.nextInt(entries.size());
        assertEquals(entries.get(any), manifest.entry(any), "seed " + seed);
        long size = entries.get(any) instanceof ManifestEntry.File file ? file.size() : -1;
        assertEquals(size, manifest.fileSize(any), "seed " + seed);
      }
      Manifest listed = Manifest.of(entries);
      assertEquals(listed.count(), manifest.count());
      assertEquals(listed.files(), manifest.files());
      assertEquals(listed.directories(), manifest.directories());
      assertEquals(listed.symlinks(), manifest.symlinks());
      assertEquals(listed.bytes(), manifest.bytes());
    }
  }

  @Test
  void keepsAStream() {
    ManifestEntry stream = new ManifestEntry.Stream(EntryPath.of("s"), 0640, Instant.EPOCH);
    Manifest manifest = packed(List.of(stream));
    assertEquals(stream, manifest.entry(0));
    assertTrue(manifest.isStream());
    assertEquals(1, manifest.files());
    assertEquals(-1, manifest.fileSize(0));
    assertFalse(packed(List.of()).isStream());
  }

  @Test
  void keepsWhatIsFarOut() {
    String longest = "ü".repeat(127) + "x";
    EntryPath deep = new EntryPath(java.util.Collections.nCopies(EntryPath.MAX_DEPTH, longest));
    List<ManifestEntry> entries = new ArrayList<>();
    for (int depth = 1; depth < EntryPath.MAX_DEPTH; depth++) {
      EntryPath path = new EntryPath(deep.components().subList(0, depth));
      Instant time = depth % 2 == 0 ? Instant.MIN : Instant.MAX;
      entries.add(new ManifestEntry.Directory(path, depth % 3 == 0 ? 0 : 0777, time));
    }
    entries.add(new ManifestEntry.File(deep, 0400, Instant.EPOCH, Long.MAX_VALUE));
    assertEquals(entries, packed(entries).stream().toList());
    assertEquals(Long.MAX_VALUE, packed(entries).bytes());
  }

  @Test
  void hasNoOthers() {
    for (int count : new int[] {0, 1, 31, 32, 33}) {
      List<ManifestEntry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(file("f%02d".formatted(i)));
      }
      Manifest manifest = packed(entries);
      assertThrows(IndexOutOfBoundsException.class, () -> manifest.entry(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> manifest.entry(count));
      assertThrows(IndexOutOfBoundsException.class, () -> manifest.fileSize(count));
      Iterator<ManifestEntry> all = manifest.iterator();
      for (int i = 0; i < count; i++) {
        assertTrue(all.hasNext());
        all.next();
      }
      assertFalse(all.hasNext());
      assertThrows(NoSuchElementException.class, all::next);
    }
  }

  @Test
  void aMillionFilesTakeLittleMemory() {
    ManifestBuilder builder = new ManifestBuilder();
    Random random = new Random(1);
    int files = 1_000_000;
    for (int i = 0; builder.count() < files; i++) {
      EntryPath folder = EntryPath.of("d%05d".formatted(i));
      builder.add(new ManifestEntry.Directory(folder, 0755, TIME));
      for (int j = 0; j < 1_000; j++) {
        Instant time = TIME.plusNanos(random.nextInt(1_000_000_000));
        builder.add(new ManifestEntry.File(folder.child("file-%04d".formatted(j)), 0644, time, j));
      }
    }
    assertTrue(builder.memory() < 16L * files, builder.memory() + " bytes");
    Manifest manifest = builder.build();
    assertEquals(EntryPath.of("d00998", "file-0998"), manifest.entry(999_998 - 1).path());
  }

  @Test
  void takesNothingOutOfOrder() {
    refused("is listed twice", file("a"), file("a"));
    refused("is listed twice", directory("d"), file("d", "a"), directory("d"));
    refused("is listed twice", directory("d"), file("d", "a"), file("d", "a"));
    refused("is not listed in order", file("b"), file("a"));
    refused("is not listed in order", directory("d"), directory("d", "e"), file("c"));
    refused("is not listed in order", directory("d"), file("e"), file("d", "a"));
    refused("is not listed in order", file("\ud83d\ude00"), file("\uffee"));
    refused("is not in a folder listed before it", file("d", "a"));
    refused("is not in a folder listed before it", file("d"), file("d", "a"));
    refused("is not in a folder listed before it", directory("d"), file("d", "e", "a"));
    refused("is not in a folder listed before it", directory("d"), file("e", "a"));
    refused(
        "is not in a folder listed before it",
        directory("d"),
        new ManifestEntry.Symlink(EntryPath.of("d", "l"), TIME, "x"),
        file("d", "l", "a"));
  }

  private static void refused(String why, ManifestEntry... entries) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> packed(List.of(entries))).getMessage();
    assertTrue(said.endsWith(why), said);
  }

  private static Manifest packed(List<ManifestEntry> entries) {
    ManifestBuilder builder = new ManifestBuilder();
    entries.forEach(builder::add);
    return builder.build();
  }

  private static ManifestEntry file(String... path) {
    return new ManifestEntry.File(EntryPath.of(path), 0644, TIME, 1);
  }

  private static ManifestEntry directory(String... path) {
    return new ManifestEntry.Directory(EntryPath.of(path), 0755, TIME);
  }

  private static List<ManifestEntry> tree(Random random, int size) {
    List<ManifestEntry> entries = new ArrayList<>();
    List<EntryPath> folders = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = random.nextInt(3) == 0 ? "ü" + i : "name" + random.nextInt(1000) + "-" + i;
      EntryPath path =
          folders.isEmpty() || random.nextInt(9) == 0
              ? EntryPath.of(name)
              : folders.get(random.nextInt(folders.size())).child(name);
      int mode = random.nextBoolean() ? 0644 : random.nextInt(01000);
      Instant time = random.nextBoolean() ? TIME : TIME.plusNanos(random.nextLong(1L << 60));
      int kind = random.nextInt(8);
      if (kind < 2) {
        entries.add(new ManifestEntry.Directory(path, mode, time));
        folders.add(path);
      } else if (kind == 2 && path.components().size() > 1) {
        entries.add(new ManifestEntry.Symlink(path, time, "to/ü" + i));
      } else {
        entries.add(new ManifestEntry.File(path, mode, time, random.nextLong(1L << 40) >> kind));
      }
    }
    entries.sort(Comparator.comparing(ManifestEntry::path));
    return entries;
  }
}
