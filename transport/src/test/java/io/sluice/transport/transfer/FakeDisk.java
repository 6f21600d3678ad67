package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.transfer.message.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The receiver's target: it notes what was done, and fails the test at what must never be. */
final class FakeDisk {
  private final Manifest manifest;
  private final Map<Integer, Map<Long, Digest>> parts = new HashMap<>();
  private final Set<Integer> published = new HashSet<>();
  private final Set<Integer> links = new HashSet<>();
  private boolean finished;

  FakeDisk(Manifest manifest) {
    this.manifest = manifest;
  }

  /** The hash of what was written. */
  byte[] store(DiskTask.Store task) {
    assertFalse(published.contains(task.entry()), "a block of a published file");
    assertEquals(Leaves.offset(task.index()), task.offset());
    byte[] hash = FakeContent.hash(task.data());
    parts.computeIfAbsent(task.entry(), _ -> new HashMap<>()).put(task.index(), Digest.of(hash));
    return hash;
  }

  void publish(int entry) {
    var file = (ManifestEntry.File) manifest.entry(entry);
    Map<Long, Digest> blocks = parts.remove(entry);
    long leaves = Leaves.count(file.size());
    assertEquals(leaves, blocks == null ? 0 : blocks.size(), "all blocks of " + file.path());
    for (long index = 0; index < leaves; index++) {
      assertNotNull(blocks);
      var sent = FakeContent.leaf(entry, index, Leaves.length(file.size(), index));
      assertEquals(
          Digest.of(FakeContent.hash(sent)),
          blocks.get(index),
          "block " + index + " of " + file.path());
    }
    assertTrue(links.isEmpty(), "links come after files");
    assertTrue(published.add(entry), "published twice");
  }

  void link(int entry) {
    assertTrue(manifest.entry(entry) instanceof ManifestEntry.Symlink);
    assertTrue(parts.isEmpty(), "links come after files");
    assertFalse(finished, "directories come last");
    assertTrue(links.add(entry));
  }

  void finishDirectories() {
    assertTrue(parts.isEmpty());
    assertFalse(finished);
    finished = true;
  }

  void discard(int entry) {
    assertFalse(published.contains(entry));
    parts.remove(entry);
  }

  Set<Integer> published() {
    return published;
  }

  Set<Integer> links() {
    return links;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether part files are left. */
  boolean hasLeftovers() {
    return !parts.isEmpty();
  }
}
