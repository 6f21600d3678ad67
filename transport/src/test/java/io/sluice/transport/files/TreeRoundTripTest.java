package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.ManifestEntry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRoundTripTest {
  private static final int BLOCK = 128 * 1024;

  @TempDir Path temp;

  @Test
  void aTreeOfTwoThousandArrivesAsItWas() throws Exception {
    SampleTree tree = SampleTree.large(2_000, 42);
    Path from = Files.createDirectory(temp.resolve("from"));
    Path to = Files.createDirectory(temp.resolve("to"));
    tree.materialise(from);
    try (FileSource source = FileSource.scan(List.of(from.resolve("top")));
        FileSink sink = new FileSink(to, source.manifest())) {
      assertTrue(source.manifest().count() > 2_000);
      assertTrue(Survey.of(to, source.manifest()).isClear());
      copy(source, sink);
    }
    // Names, kinds, sizes, modes, times and link targets, as another scan sees them.
    try (FileSource sent = FileSource.scan(List.of(from.resolve("top")));
        FileSource received = FileSource.scan(List.of(to.resolve("top")))) {
      assertEquals(sent.manifest().stream().toList(), received.manifest().stream().toList());
      for (ManifestEntry entry : received.manifest()) {
        if (entry instanceof ManifestEntry.File) {
          byte[] content = Files.readAllBytes(to.resolve(entry.path().toString()));
          assertArrayEquals(tree.content(entry.path()), content, entry.path().toString());
        }
      }
    }
    try (var hidden = Files.walk(to)) {
      assertEquals(0, hidden.filter(p -> p.toString().endsWith(".part")).count());
    }
  }

  /** As a session does: every file on its own, on several threads, then what waits for files. */
  private static void copy(Source source, Sink sink) throws Exception {
    List<ManifestEntry> entries = source.manifest().stream().toList();
    try (ExecutorService disk = Executors.newFixedThreadPool(8)) {
      List<Future<?>> copies = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        int entry = i;
        if (entries.get(i) instanceof ManifestEntry.File) {
          copies.add(disk.submit(() -> copyFile(source, sink, entry)));
        }
      }
      for (Future<?> copy : copies) {
        copy.get();
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof ManifestEntry.Symlink) {
        sink.symlink(i);
      }
    }
    sink.finishDirectories();
  }

  private static boolean copyFile(Source source, Sink sink, int entry) throws FileException {
    long size = source.manifest().entry(entry).size();
    byte[] block = new byte[BLOCK];
    for (long offset = 0; offset < size; offset += BLOCK) {
      int count = source.read(entry, offset, block, BLOCK);
      sink.write(entry, offset, ByteBuffer.wrap(block, 0, count));
    }
    sink.publish(entry);
    return true;
  }
}
