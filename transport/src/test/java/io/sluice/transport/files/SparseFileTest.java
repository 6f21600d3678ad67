package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holes stay holes, and are still the zeros that they stand for. */
class SparseFileTest {
  private static final int BLOCK = 128 * 1024;
  private static final long SIZE = 200L * BLOCK + 5;

  @TempDir Path temp;

  private FileSink sink() {
    var file = new ManifestEntry.File(SampleTree.path("f"), 0644, SampleTree.TIME, SIZE);
    return new FileSink(temp, Manifest.of(List.of(file)));
  }

  private static ByteBuffer block(int value, int length) {
    byte[] block = new byte[length];
    Arrays.fill(block, (byte) value);
    return ByteBuffer.wrap(block);
  }

  private FileStat received() throws Exception {
    try (DirectoryHandle folder = DirectoryHandle.open(temp)) {
      return folder.stat("f");
    }
  }

  @Test
  void aFileOfHolesTakesLittleRoomInAnyOrderOfBlocks() throws Exception {
    try (FileSink sink = sink()) {
      for (long index = 200; index >= 0; index--) {
        int length = (int) Math.min(BLOCK, SIZE - index * BLOCK);
        sink.write(0, index * BLOCK, block(index == 77 ? 1 : 0, length));
      }
      sink.publish(0);
    }
    assertEquals(SIZE, received().size());
    assertTrue(received().allocated() <= 4 * BLOCK, "allocated " + received().allocated());
    byte[] expected = new byte[(int) SIZE];
    Arrays.fill(expected, 77 * BLOCK, 78 * BLOCK, (byte) 1);
    assertArrayEquals(expected, Files.readAllBytes(temp.resolve("f")));
  }

  @Test
  void aFileThatEndsInAHoleHasItsWholeLength() throws Exception {
    try (FileSink sink = sink()) {
      for (long offset = 0; offset < SIZE; offset += BLOCK) {
        sink.write(0, offset, block(0, (int) Math.min(BLOCK, SIZE - offset)));
      }
      sink.publish(0);
    }
    assertEquals(SIZE, received().size());
    assertArrayEquals(new byte[(int) SIZE], Files.readAllBytes(temp.resolve("f")));
  }

  /** A block may be damaged the first time: what was written then must go. */
  @Test
  void zerosReplaceWhatWasWrittenBefore() throws Exception {
    try (FileSink sink = sink()) {
      for (long offset = 0; offset < SIZE; offset += BLOCK) {
        sink.write(0, offset, block(9, (int) Math.min(BLOCK, SIZE - offset)));
        sink.write(0, offset, block(0, (int) Math.min(BLOCK, SIZE - offset)));
      }
      sink.publish(0);
    }
    assertArrayEquals(new byte[(int) SIZE], Files.readAllBytes(temp.resolve("f")));
  }

  @Test
  void aSparseFileArrivesSparse() throws Exception {
    Path from = Files.createDirectory(temp.resolve("from")).resolve("f");
    try (var file = new RandomAccessFile(from.toFile(), "rw")) {
      file.setLength(SIZE);
      file.seek(100 * BLOCK);
      file.write(1);
    }
    try (FileSource source = FileSource.scan(List.of(from));
        FileSink sink = new FileSink(temp, source.manifest())) {
      byte[] block = new byte[BLOCK];
      for (long offset = 0; offset < SIZE; offset += BLOCK) {
        int count = source.read(0, offset, block, BLOCK);
        sink.write(0, offset, ByteBuffer.wrap(block, 0, count));
      }
      sink.publish(0);
    }
    assertEquals(-1, Files.mismatch(from, temp.resolve("f")));
    assertTrue(received().allocated() <= 4 * BLOCK, "allocated " + received().allocated());
  }
}
