package io.sluice.transport.files;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A source without a disk. */
final class MemorySource implements Source {
  private final SampleTree tree;
  private final Manifest manifest;
  private final Set<Integer> changed = ConcurrentHashMap.newKeySet();

  MemorySource(SampleTree tree) {
    this.tree = tree;
    manifest = tree.manifest();
  }

  /** From now on this file is another one than in the manifest. */
  void change(int entry) {
    changed.add(entry);
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public int read(int entry, long offset, byte[] into, int length) throws FileException {
    ManifestEntry listed = manifest.entry(entry);
    Objects.checkFromIndexSize(0, length, into.length);
    if (!(listed instanceof ManifestEntry.File)) {
      throw new IllegalArgumentException("entry " + entry + " is no file");
    }
    Objects.checkFromToIndex(offset, listed.size(), listed.size());
    if (changed.contains(entry)) {
      throw new SourceChangedException("it was changed while it was being sent");
    }
    byte[] content = tree.content(entry);
    int count = (int) Math.min(length, content.length - offset);
    System.arraycopy(content, (int) offset, into, 0, count);
    return count;
  }

  @Override
  public void close() {}
}
