package io.sluice.transport.files;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.crash.CrashDisk;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.MemoryJournal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that has no room at any step at which a file takes some: what is tried again succeeds. */
class FullDiskSinkTest {
  private static final int SEEDS = 500;
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

  @TempDir private Path folder;
  private final CrashDisk disk = new CrashDisk();
  private int refusals;

  @Test
  void everyFileGetsItsNameHoweverOftenThereIsNoRoom() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Manifest manifest = manifest(seed, random);
      try (FileSink sink = sink(manifest, random.nextBoolean())) {
        disk.room(() -> random.nextDouble() < 0.6);
        receive(manifest, sink, random);
        sink.complete();
      }
      disk.room(() -> true);
    }
    assertEquals(List.of(), disk.names().stream().filter(name -> name.endsWith(".part")).toList());
    assertTrue(refusals > SEEDS, "only " + refusals + " refusals");
  }

  private void receive(Manifest manifest, FileSink sink, Random random) throws Exception {
    List<Integer> written = new ArrayList<>();
    List<WholeFile> whole = new ArrayList<>();
    for (int entry = 0; entry < manifest.count(); entry++) {
      long size = manifest.entry(entry).size();
      if (size <= LEAF_BYTES && random.nextBoolean()) {
        ByteBuffer content = content(entry, 0, (int) size);
        whole.add(new WholeFile(entry, content, hash(content)));
      } else {
        write(sink, entry, size);
        written.add(entry);
      }
    }
    publish(sink, written);
    place(sink, whole);
    sink.finishDirectories();
    for (int entry = 0; entry < manifest.count(); entry++) {
      assertIsThere(manifest, entry);
    }
  }

  private void write(FileSink sink, int entry, long size) throws FileException {
    for (long offset = 0; offset < size; ) {
      ByteBuffer leaf = content(entry, offset, (int) Math.min(LEAF_BYTES, size - offset));
      try {
        sink.write(entry, offset, leaf.duplicate(), hash(leaf));
        offset += LEAF_BYTES;
      } catch (DiskFullException e) {
        refusals++;
      }
    }
  }

  private void publish(FileSink sink, List<Integer> entries) {
    Set<Integer> left = new HashSet<>(entries);
    while (!left.isEmpty()) {
      left.retainAll(full(sink.publish(List.copyOf(left))));
    }
  }

  private void place(FileSink sink, List<WholeFile> files) {
    List<WholeFile> left = new ArrayList<>(files);
    while (!left.isEmpty()) {
      List<WholeFile> fresh = new ArrayList<>();
      for (WholeFile file : left) {
        fresh.add(new WholeFile(file.entry(), file.content().duplicate(), file.root()));
      }
      Set<Integer> waiting = full(sink.place(fresh));
      left.removeIf(file -> !waiting.contains(file.entry()));
    }
  }

  private Set<Integer> full(Map<Integer, FileException> failures) {
    failures.values().forEach(failure -> assertInstanceOf(DiskFullException.class, failure));
    refusals += failures.size();
    return failures.keySet();
  }

  private void assertIsThere(Manifest manifest, int entry) {
    ManifestEntry file = manifest.entry(entry);
    Map<Long, ByteBuffer> there = disk.content(file.path().name());
    for (long offset = 0; offset < file.size(); offset += LEAF_BYTES) {
      int length = (int) Math.min(LEAF_BYTES, file.size() - offset);
      assertEquals(content(entry, offset, length), there.get(offset), file.path() + "");
    }
  }

  private FileSink sink(Manifest manifest, boolean remembers) throws Exception {
    Resumption memory =
        remembers
            ? new Resumption(
                new JournalFolder(folder),
                new MemoryJournal().open(),
                new Layout(folder, null, Map.of()))
            : null;
    return new FileSink(folder, manifest, Decisions.TAKE_ALL, memory, _ -> disk.open());
  }

  private static Manifest manifest(int seed, Random random) {
    List<ManifestEntry> entries = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      long size =
          switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(3000);
            default -> LEAF_BYTES + random.nextInt(3 * LEAF_BYTES);
          };
      entries.add(new ManifestEntry.File(EntryPath.of("f" + seed + "-" + i), 0644, TIME, size));
    }
    return Manifest.of(entries);
  }

  private static ByteBuffer content(int entry, long offset, int length) {
    byte[] bytes = new byte[length];
    new Random(entry * 31L + offset).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] hash(ByteBuffer data) {
    return new LeafHash().of(data.array(), data.position(), data.remaining());
  }
}
