package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.FileChecksum;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
  private static final byte[] CONTENT = SampleTree.random(300_000, 5);

  @TempDir Path temp;

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static void write(Checksums sums, int from, int to) {
    sums.written(0, from, ByteBuffer.wrap(CONTENT, from, to - from));
  }

  @Test
  void whatComesInOrderIsNotReadAgain() throws Exception {
    Checksums sums = new Checksums();
    write(sums, 0, 100_000);
    write(sums, 100_000, 300_000);
    sums.complete(0, 300_000, (_, _) -> fail());
    assertEquals(Map.of(), sums.all(), "not before it is in place");
    sums.inPlace(0);
    assertEquals(Map.of(0, sha256(CONTENT)), sums.all());
  }

  private static int fail() {
    throw new AssertionError("it was read");
  }

  @Test
  void fromTheFirstBlockOutOfOrderTheRestIsRead() throws Exception {
    Checksums sums = new Checksums();
    write(sums, 0, 100_000);
    write(sums, 200_000, 300_000);
    write(sums, 100_000, 200_000);
    write(sums, 0, 100_000);
    sums.complete(
        0,
        300_000,
        (position, into) -> {
          assertEquals(true, position >= 200_000, "only what was not hashed");
          byte[] rest = Arrays.copyOfRange(CONTENT, (int) position, CONTENT.length);
          int count = Math.min(70_000, Math.min(rest.length, into.remaining()));
          into.put(rest, 0, count);
          return count;
        });
    sums.inPlace(0);
    assertEquals(Map.of(0, sha256(CONTENT)), sums.all());
  }

  @Test
  void aFileThatEndsEarlyHasNone() {
    Checksums sums = new Checksums();
    assertThrows(java.io.IOException.class, () -> sums.complete(0, 5, (_, _) -> -1));
    sums.forget(0);
    assertEquals(Map.of(), sums.all());
  }

  @Test
  void theSinkNamesFilesFromTheTargetOn() throws Exception {
    SampleTree tree =
        new SampleTree()
            .directory("a")
            .file("a/big", CONTENT)
            .file("a/empty", new byte[0])
            .file("a/lost", new byte[] {1})
            .file("a/taken", new byte[] {2});
    Files.createDirectory(temp.resolve("a"));
    Files.createFile(temp.resolve("a/taken"));
    Decisions.Builder decisions = new Decisions.Builder().decide(4, Decision.RENAME);
    try (FileSink sink = new FileSink(temp, tree.manifest(), decisions.build())) {
      sink.keepChecksums();
      sink.write(1, 100_000, ByteBuffer.wrap(CONTENT, 100_000, 200_000));
      sink.write(1, 0, ByteBuffer.wrap(CONTENT, 0, 100_000));
      sink.write(3, 0, ByteBuffer.wrap(new byte[] {1}));
      sink.write(4, 0, ByteBuffer.wrap(new byte[] {2}));
      Files.createFile(temp.resolve("a/lost"));
      assertEquals(1, sink.publish(List.of(1, 2, 3, 4)).size());
      assertEquals(
          List.of(
              new FileChecksum(temp.resolve("a/big"), sha256(CONTENT)),
              new FileChecksum(temp.resolve("a/empty"), sha256(new byte[0])),
              new FileChecksum(temp.resolve("a/taken (1)"), sha256(new byte[] {2}))),
          sink.checksums());
    }
    Path renamed = temp.resolve("new");
    try (FileSink sink = new FileSink(renamed, tree.manifest())) {
      sink.keepChecksums();
      sink.publish(2);
      assertEquals(renamed.resolve("empty"), sink.checksums().getFirst().place());
    }
    try (FileSink sink = new FileSink(temp.resolve("other"), tree.manifest())) {
      sink.publish(2);
      assertEquals(List.of(), sink.checksums(), "off by default");
    }
  }
}
