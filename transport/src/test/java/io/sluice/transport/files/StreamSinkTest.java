package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSinkTest {
  private static final int FILE = 0;

  @Test
  void blocksGoOutInOrderInWhateverOrderTheyCome() throws Exception {
    byte[] content = new byte[10_001];
    new Random(1).nextBytes(content);
    for (long seed = 0; seed < 100; seed++) {
      List<Integer> offsets = new ArrayList<>();
      for (int offset = 0; offset < content.length; offset += 100) {
        offsets.add(offset);
        offsets.add(offset); // One may come twice.
      }
      Collections.shuffle(offsets, new Random(seed));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      StreamSink sink = new StreamSink(out, content.length, OpenEndedSink.Allowed.ALL);
      for (int offset : offsets) {
        int length = Math.min(100, content.length - offset);
        sink.write(FILE, offset, ByteBuffer.wrap(content, offset, length));
      }
      assertEquals(Map.of(), sink.publish(List.of(FILE)), "seed " + seed);
      assertArrayEquals(content, out.toByteArray(), "seed " + seed);
    }
  }

  @Test
  void whatComesFirstGoesOutAtOnce() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamSink sink = new StreamSink(out, 10, OpenEndedSink.Allowed.ALL);
    sink.write(FILE, 0, ByteBuffer.wrap(new byte[5]));
    assertEquals(5, out.size());
    assertEquals(Problem.INTEGRITY, sink.publish(List.of(FILE)).get(FILE).problem());
  }

  @Test
  void nobodyMakesItHoldMoreThanItsBound() throws Exception {
    StreamSink sink =
        new StreamSink(OutputStream.nullOutputStream(), 1L << 40, OpenEndedSink.Allowed.ALL);
    ByteBuffer block = ByteBuffer.allocate(1 << 20);
    for (int i = 1; i <= 32; i++) {
      sink.write(FILE, (long) i << 20, block.duplicate());
    }
    assertThrows(FileException.class, () -> sink.write(FILE, 33L << 20, block.duplicate()));
  }

  @ParameterizedTest
  @CsvSource({"Broken pipe, CLOSED", "No space left on device, LOCAL_FILE"})
  void anOutputThatTakesNoMoreSaysWhy(String how, Problem problem) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(how);
          }
        };
    StreamSink sink = new StreamSink(broken, 5, OpenEndedSink.Allowed.ALL);
    ByteBuffer block = ByteBuffer.wrap(new byte[5]);
    var failure = assertThrows(FileException.class, () -> sink.write(FILE, 0, block));
    assertEquals(problem, failure.problem());
    assertEquals(problem, sink.publish(List.of(FILE)).get(FILE).problem());
  }
}
