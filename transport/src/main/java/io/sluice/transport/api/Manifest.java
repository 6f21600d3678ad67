package io.sluice.transport.api;

import java.util.List;

/**
 * Everything one transfer offers, in an order where a directory comes before what is in it.
 *
 * @param entries what is offered; no two have the same path
 * @param bytes the content of all files together
 */
public record Manifest(List<ManifestEntry> entries, long bytes) {
  /** The most entries one transfer may have: a manifest is held in memory on both sides. */
  public static final int MAX_ENTRIES = 200_000;

  public Manifest {
    entries = List.copyOf(entries);
  }

  /** A manifest of these entries, with the sum of their sizes. */
  public static Manifest of(List<ManifestEntry> entries) {
    return new Manifest(entries, entries.stream().mapToLong(ManifestEntry::size).sum());
  }

  /** How many entries are regular files. */
  public long files() {
    return entries.stream().filter(ManifestEntry.File.class::isInstance).count();
  }
}
