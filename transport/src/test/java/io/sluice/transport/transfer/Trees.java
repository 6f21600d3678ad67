package io.sluice.transport.transfer;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Manifests to test with. */
final class Trees {
  private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private Trees() {}

  static ManifestEntry.File file(long size, String... path) {
    return new ManifestEntry.File(EntryPath.of(path), 0644, MODIFIED, size);
  }

  static ManifestEntry.Directory directory(String... path) {
    return new ManifestEntry.Directory(EntryPath.of(path), 0755, MODIFIED);
  }

  static ManifestEntry.Symlink link(String target, String... path) {
    return new ManifestEntry.Symlink(EntryPath.of(path), MODIFIED, target);
  }

  /** A tree of up to a dozen entries, with files around the length of a block. */
  static Manifest random(Random random) {
    List<ManifestEntry> entries = new ArrayList<>();
    List<EntryPath> directories = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      EntryPath path =
          directories.isEmpty() || random.nextInt(4) == 0
              ? EntryPath.of("e" + i)
              : directories.get(random.nextInt(directories.size())).child("e" + i);
      switch (random.nextInt(6)) {
        case 0 -> {
          directories.add(path);
          entries.add(new ManifestEntry.Directory(path, 0755, MODIFIED));
        }
        case 1 -> {
          if (path.components().size() > 1) {
            entries.add(new ManifestEntry.Symlink(path, MODIFIED, "somewhere"));
          }
        }
        default -> entries.add(new ManifestEntry.File(path, 0644, MODIFIED, size(random)));
      }
    }
    entries.sort(Comparator.comparing(ManifestEntry::path));
    return Manifest.of(entries);
  }

  private static long size(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> LEAF_BYTES - 1;
      case 2 -> LEAF_BYTES;
      case 3 -> LEAF_BYTES + 1;
      case 4 -> (3 + random.nextInt(3)) * (long) LEAF_BYTES + random.nextInt(99);
      default -> 1 + random.nextInt(2000);
    };
  }
}
