package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The receiver's target: it notes what was done, and fails the test at what must never be. */
final class FakeDisk {
  /** What a sender has. */
  interface Content {
    ByteBuffer leaf(int entry, long index, int length);
  }

  private final Manifest manifest;
  private final Content content;
  private final Map<Integer, NavigableMap<Long, Digest>> held = new HashMap<>();
  private final Map<Integer, Map<Long, Digest>> parts = new HashMap<>();
  private final Map<Integer, Map<Long, Digest>> files = new HashMap<>();
  private final Set<Integer> published = new HashSet<>();
  private final Set<Integer> links = new HashSet<>();
  private boolean finished;

  FakeDisk(Manifest manifest) {
    this(manifest, FakeContent::leaf);
  }

  /** For a sender that has this content. */
  FakeDisk(Manifest manifest, Content content) {
    this.manifest = manifest;
    this.content = content;
  }

  /** Holds from now on what is on another disk: in parts, and in place. */
  void inherit(FakeDisk earlier) {
    earlier.held.forEach((entry, leaves) -> held.put(entry, new TreeMap<>(leaves)));
    earlier.parts.forEach((entry, leaves) -> hold(entry, leaves));
    earlier.files.forEach((entry, leaves) -> hold(entry, leaves));
  }

  private void hold(int entry, Map<Long, Digest> leaves) {
    held.computeIfAbsent(entry, _ -> new TreeMap<>()).putAll(leaves);
  }

  /** The content that is here, of files in place and of others. */
  long bytes() {
    long sum = 0;
    for (Map<Integer, Map<Long, Digest>> some : List.of(parts, files)) {
      for (var file : some.entrySet()) {
        for (Long leaf : file.getValue().keySet()) {
          sum += Leaves.length(manifest.entry(file.getKey()).size(), leaf);
        }
      }
    }
    return sum;
  }

  List<HeldFile> look(DiskTask.Look task, int end) {
    List<HeldFile> found = new ArrayList<>();
    for (int entry = task.from(); entry < end; entry++) {
      List<HeldRun> runs = new ArrayList<>();
      NavigableMap<Long, Digest> leaves = held.getOrDefault(entry, new TreeMap<>());
      for (Long first : leaves.keySet()) {
        if (!leaves.containsKey(first - 1)) {
          long last = first;
          while (leaves.containsKey(last + 1)) {
            last++;
          }
          Cover cover = cover(entry, first, last - first + 1);
          runs.add(new HeldRun(first, cover.count(), Digest.of(cover.digest())));
        }
      }
      if (!runs.isEmpty()) {
        found.add(new HeldFile(entry, runs));
      }
    }
    return found;
  }

  Cover keep(DiskTask.Keep task) {
    var part = parts.computeIfAbsent(task.entry(), _ -> new HashMap<>());
    for (long leaf = task.first(); leaf < task.first() + task.count(); leaf++) {
      assertNull(part.put(leaf, held.get(task.entry()).get(leaf)), "kept and sent");
    }
    return cover(task.entry(), task.first(), task.count());
  }

  ByteBuffer recall(DiskTask.Recall task) {
    ByteBuffer hashes = ByteBuffer.allocate(task.count() * Digest.BYTES);
    for (long leaf = task.first(); leaf < task.first() + task.count(); leaf++) {
      hashes.put(held.get(task.entry()).get(leaf).toBytes());
    }
    return hashes.flip();
  }

  private Cover cover(int entry, long first, long count) {
    Cover.Builder cover = new Cover.Builder(first);
    for (long leaf = first; leaf < first + count; leaf++) {
      cover.add(held.get(entry).get(leaf).toBytes(), 0);
    }
    return cover.build();
  }

  /** The hash of what was written. */
  byte[] store(DiskTask.Store task) {
    assertFalse(published.contains(task.entry()), "a block of a published file");
    assertEquals(Leaves.offset(task.index()), task.offset());
    byte[] hash = FakeContent.hash(task.data());
    if (task.expected().equals(Digest.of(hash))) {
      parts.computeIfAbsent(task.entry(), _ -> new HashMap<>()).put(task.index(), Digest.of(hash));
    }
    return hash;
  }

  /** A file that came whole. */
  void place(DiskTask.Place.Whole file, ByteBuffer data) {
    ByteBuffer sent = content.leaf(file.entry(), 0, file.length());
    assertEquals(sent, data.slice(file.offset(), file.length()));
    assertEquals(Digest.of(FakeContent.hash(sent)), file.root());
    assertNull(parts.get(file.entry()), "whole and in blocks");
    assertTrue(links.isEmpty(), "links come after files");
    assertTrue(published.add(file.entry()), "published twice");
    Map<Long, Digest> leaves = new HashMap<>();
    if (file.length() > 0) {
      leaves.put(0L, file.root());
    }
    files.put(file.entry(), leaves);
  }

  void publish(int entry) {
    var file = (ManifestEntry.File) manifest.entry(entry);
    Map<Long, Digest> blocks = parts.remove(entry);
    long leaves = Leaves.count(file.size());
    assertEquals(leaves, blocks == null ? 0 : blocks.size(), "all blocks of " + file.path());
    for (long index = 0; index < leaves; index++) {
      assertNotNull(blocks);
      var sent = content.leaf(entry, index, Leaves.length(file.size(), index));
      assertEquals(
          Digest.of(FakeContent.hash(sent)),
          blocks.get(index),
          "block " + index + " of " + file.path());
    }
    assertTrue(links.isEmpty(), "links come after files");
    assertTrue(published.add(entry), "published twice");
    files.put(entry, blocks == null ? new HashMap<>() : blocks);
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
