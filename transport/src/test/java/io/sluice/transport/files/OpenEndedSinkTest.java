package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenEndedSinkTest {
  private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  private final Manifest manifest =
      Manifest.of(List.of(new ManifestEntry.Stream(EntryPath.of("s"), 0644, WRITTEN)));

  private OpenEndedSink sink(Decisions decisions, long most) {
    return new OpenEndedSink(
        folder, manifest, decisions, new OpenEndedSink.Allowed(most, "it is too large"));
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }

  private List<String> names() throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileHasItsNameOnlyWhenItIsWhole() throws Exception {
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, Long.MAX_VALUE)) {
      sink.write(0, 2, bytes(3, 4, 5));
      sink.write(0, 0, bytes(1, 2));
      assertEquals(1, names().size());
      assertEquals(true, names().getFirst().startsWith(".sluice-"));
      assertEquals(Map.of(), sink.publish(List.of(0)));
      sink.finishDirectories();
      assertEquals(Map.of(), sink.givenNames());
    }
    assertEquals(List.of("s"), names());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, Files.readAllBytes(folder.resolve("s")));
    assertEquals(WRITTEN, Files.getLastModifiedTime(folder.resolve("s")).toInstant());
  }

  @Test
  void nothingIsAFileToo() throws Exception {
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, 0)) {
      sink.publish(0);
    }
    assertEquals(0, Files.size(folder.resolve("s")));
  }

  @Test
  void zerosAtTheEndCount() throws Exception {
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, Long.MAX_VALUE)) {
      sink.write(0, 0, ByteBuffer.allocate(100_000));
      sink.publish(0);
    }
    assertEquals(100_000, Files.size(folder.resolve("s")));
  }

  @Test
  void whatIsCutLeavesNothing() throws Exception {
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, Long.MAX_VALUE)) {
      sink.write(0, 0, bytes(1, 2));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void nothingIsWrittenAfterTheEnd() throws Exception {
    OpenEndedSink sink = sink(Decisions.TAKE_ALL, Long.MAX_VALUE);
    sink.close();
    assertThrows(FileException.class, () -> sink.write(0, 0, bytes(1)));
    assertEquals(List.of(), names());
  }

  @Test
  void whatGrowsBeyondWhatIsAllowedIsRefused() throws Exception {
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, 5)) {
      sink.write(0, 0, bytes(1, 2, 3, 4, 5));
      FileException e = assertThrows(FileException.class, () -> sink.write(0, 5, bytes(6)));
      assertEquals(Problem.REFUSED, e.problem());
      assertEquals("it is too large", e.reason());
    }
    assertEquals(List.of(), names());
  }

  @Test
  void aNameThatIsTakenIsKeptUnlessItWasDecidedOtherwise() throws Exception {
    Path there = Files.writeString(folder.resolve("s"), "mine");
    try (OpenEndedSink sink = sink(Decisions.TAKE_ALL, 9)) {
      sink.write(0, 0, bytes(1));
      assertEquals(Problem.CONFLICT, sink.publish(List.of(0)).get(0).problem());
    }
    assertEquals("mine", Files.readString(there));
    assertEquals(List.of("s"), names());
    Decisions rename = new Decisions.Builder().decide(0, Decision.RENAME).build();
    try (OpenEndedSink sink = sink(rename, 9)) {
      sink.keepChecksums();
      sink.write(0, 0, bytes('h', 'i'));
      sink.publish(0);
      assertEquals(1, sink.givenNames().size());
      Path given = folder.resolve(sink.givenNames().get(0));
      assertEquals("hi", Files.readString(given));
      assertEquals(given, sink.checksums().getFirst().place());
    }
    assertEquals("mine", Files.readString(there));
  }
}
