package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What small files cost on a disk, without a network: writes them into a folder on four threads, as
 * a session does, and puts them in place in groups of several sizes.
 *
 * <pre>
 *   PublishBench FOLDER [FILES] [BYTES]
 * </pre>
 */
final class PublishBench {
  private static final int THREADS = 4;

  private PublishBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    int bytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4096;
    for (int round = 0; round < 2; round++) {
      for (int group : new int[] {1, 16, 64, 128, 256}) {
        System.out.printf(
            "%,d files of %,d bytes in groups of %3d: %,6.0f ms%n",
            files, bytes, group, run(folder, files, bytes, group) / 1e6);
      }
    }
  }

  private static long run(Path folder, int files, int bytes, int group) throws Exception {
    Path target = Files.createTempDirectory(folder, "publish");
    List<ManifestEntry> entries = new ArrayList<>();
    entries.add(new ManifestEntry.Directory(EntryPath.of("d"), 0755, Instant.EPOCH));
    for (int i = 1; i <= files; i++) {
      entries.add(new ManifestEntry.File(EntryPath.of("d", "f" + i), 0644, Instant.EPOCH, bytes));
    }
    byte[] content = SampleTree.random(bytes, 1);
    long began = System.nanoTime();
    try (FileSink sink = new FileSink(target, Manifest.of(entries));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int first = 1; first <= files; first += group) {
        List<Integer> batch =
            IntStream.range(first, Math.min(first + group, files + 1)).boxed().toList();
        running.add(threads.submit(() -> receive(sink, batch, content)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      sink.finishDirectories();
    }
    long took = System.nanoTime() - began;
    remove(target);
    return took;
  }

  private static void receive(FileSink sink, List<Integer> batch, byte[] content) {
    try {
      for (int entry : batch) {
        sink.write(entry, 0, ByteBuffer.wrap(content));
      }
      if (!sink.publish(batch).isEmpty()) {
        throw new IllegalStateException("not all are in place");
      }
    } catch (FileException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
