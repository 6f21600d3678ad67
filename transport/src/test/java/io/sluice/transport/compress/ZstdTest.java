package io.sluice.transport.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZstdTest {
  private static final int LEAF = 128 * 1024;
  private static final byte[] TEXT =
      "not very surprising, ".repeat(5000).getBytes(StandardCharsets.US_ASCII);

  @Test
  void aBlockComesBackAsItWas() {
    ByteBuffer frame = Zstd.compress(TEXT, TEXT.length, TEXT.length);
    assertNotNull(frame);
    assertTrue(frame.remaining() < TEXT.length / 20);
    assertArrayEquals(TEXT, Zstd.restore(frame, TEXT.length));
  }

  @Test
  void onlyTheFirstBytesOfTheBufferAreTheBlock() {
    ByteBuffer frame = Zstd.compress(TEXT, 1000, 1000);
    assertNotNull(frame);
    assertArrayEquals(Arrays.copyOf(TEXT, 1000), Zstd.restore(frame, 1000));
  }

  @Test
  void whatDoesNotShrinkIsLeftAlone() {
    byte[] noise = new byte[LEAF];
    new Random(1).nextBytes(noise);
    assertNull(Zstd.compress(noise, LEAF, LEAF - LEAF / 8));
    assertNull(Zstd.compress(noise, 0, 0));
  }

  @Test
  void aFrameThatHoldsMoreOrLessIsNone() {
    ByteBuffer frame = Zstd.compress(TEXT, TEXT.length, TEXT.length);
    assertNotNull(frame);
    assertNull(Zstd.restore(frame, TEXT.length - 1));
    assertNull(Zstd.restore(frame, TEXT.length + 1));
    assertNull(Zstd.restore(frame, 1));
  }

  @Test
  void aBombBurstsAgainstTheLengthThatWasSaid() {
    byte[] zeros = new byte[64 << 20];
    ByteBuffer frame = Zstd.compress(zeros, zeros.length, zeros.length);
    assertNotNull(frame);
    assertTrue(frame.remaining() < LEAF, "it fits into a block");
    assertNull(Zstd.restore(frame, LEAF));
  }

  @Test
  void bytesThatAreNoFrameGiveNothing() {
    ByteBuffer frame = Zstd.compress(TEXT, TEXT.length, TEXT.length);
    assertNotNull(frame);
    byte[] golden = Arrays.copyOfRange(frame.array(), frame.position(), frame.limit());
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = golden.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
      byte[] restored = Zstd.restore(ByteBuffer.wrap(bytes, 0, length), TEXT.length);
      assertTrue(restored == null || restored.length == TEXT.length, "seed " + seed);
    }
    assertNull(Zstd.restore(ByteBuffer.allocate(0), 5));
  }

  @Test
  void aViewInTheMiddleOfAMessageIsReadWhereItIs() {
    ByteBuffer frame = Zstd.compress(TEXT, TEXT.length, TEXT.length);
    assertNotNull(frame);
    ByteBuffer message = ByteBuffer.allocate(frame.remaining() + 20);
    message.put(7, frame, frame.position(), frame.remaining());
    ByteBuffer view = message.slice(7, frame.remaining());
    assertArrayEquals(TEXT, Zstd.restore(view, TEXT.length));
    assertEquals(0, view.position());
  }
}
