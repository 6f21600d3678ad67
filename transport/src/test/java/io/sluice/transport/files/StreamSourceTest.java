package io.sluice.transport.files;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamSourceTest {
  private static StreamSource source(InputStream in) {
    return new StreamSource(EntryPath.of("s"), Instant.EPOCH, in);
  }

  @Test
  void givesLeavesAndThenAlwaysNothing() throws Exception {
    for (int length :
        new int[] {0, 1, LEAF_BYTES - 1, LEAF_BYTES, LEAF_BYTES + 1, 9 * LEAF_BYTES}) {
      byte[] content = new byte[length];
      new Random(length).nextBytes(content);
      StreamSource source = source(new ByteArrayInputStream(content));
      assertTrue(source.manifest().isStream());
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      byte[] leaf = new byte[LEAF_BYTES];
      int count;
      do {
        count = source.read(0, read.size(), leaf, LEAF_BYTES);
        read.write(leaf, 0, count);
      } while (count == LEAF_BYTES);
      assertArrayEquals(content, read.toByteArray());
      assertEquals(0, source.read(0, read.size() + 5L * LEAF_BYTES, leaf, LEAF_BYTES));
    }
  }

  @Test
  void waitsForAWholeLeafFromAProgramThatWritesLittle() throws Exception {
    PipedOutputStream program = new PipedOutputStream();
    StreamSource source = source(new PipedInputStream(program));
    Thread.ofVirtual()
        .start(
            () -> {
              try (program) {
                for (int i = 0; i < LEAF_BYTES + 3; i++) {
                  program.write(i);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    byte[] leaf = new byte[LEAF_BYTES];
    assertEquals(LEAF_BYTES, source.read(0, 0, leaf, LEAF_BYTES));
    assertEquals(3, source.read(0, LEAF_BYTES, leaf, LEAF_BYTES));
  }

  @Test
  void nothingIsReadBeforeSomebodyAsks() {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read unasked");
          }
        };
    StreamSource source = source(in);
    source.manifest();
    source.close();
  }

  @Test
  void whoWaitsForAStreamThatStandsStillIsSetFree() throws Exception {
    StreamSource source = source(new PipedInputStream(new PipedOutputStream()));
    CompletableFuture<FileException> ended = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .start(
                () ->
                    ended.complete(
                        assertThrows(
                            FileException.class,
                            () -> source.read(0, 0, new byte[LEAF_BYTES], LEAF_BYTES))));
    while (reader.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    source.stop();
    assertEquals(Problem.OTHER, ended.get(20, TimeUnit.SECONDS).problem());
  }

  @Test
  void anErrorOfTheStreamIsOneOfAFile() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }
        };
    StreamSource source = source(broken);
    FileException e =
        assertThrows(
            FileException.class, () -> source.read(0, 0, new byte[LEAF_BYTES], LEAF_BYTES));
    assertEquals(Problem.LOCAL_FILE, e.problem());
  }

  @Test
  void nothingIsReadTwice() throws Exception {
    StreamSource source = source(new ByteArrayInputStream(new byte[3 * LEAF_BYTES]));
    byte[] leaf = new byte[LEAF_BYTES];
    source.read(0, 0, leaf, LEAF_BYTES);
    assertThrows(FileException.class, () -> source.read(0, 0, leaf, LEAF_BYTES));
  }
}
