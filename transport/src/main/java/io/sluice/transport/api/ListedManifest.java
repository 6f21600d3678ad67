package io.sluice.transport.api;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A manifest of few entries, as they are. */
record ListedManifest(List<ManifestEntry> entries) implements Manifest {
  ListedManifest {
    entries = List.copyOf(entries);
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public int files() {
    return count(ManifestEntry.File.class) + count(ManifestEntry.Stream.class);
  }

  @Override
  public int directories() {
    return count(ManifestEntry.Directory.class);
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (ManifestEntry entry : entries) {
      bytes = entry.size() > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + entry.size();
    }
    return bytes;
  }

  @Override
  public ManifestEntry entry(int index) {
    return entries.get(index);
  }

  @Override
  public Stream<ManifestEntry> stream() {
    return entries.stream();
  }

  @Override
  public Iterator<ManifestEntry> iterator() {
    return entries.iterator();
  }

  private int count(Class<? extends ManifestEntry> kind) {
    return (int) entries.stream().filter(kind::isInstance).count();
  }
}
