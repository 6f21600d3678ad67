package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
  @Test
  void bytesComeOutInOrderHoweverTheyAreCut() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      ByteQueue queue = new ByteQueue(1 + random.nextInt(64));
      ByteArrayOutputStream in = new ByteArrayOutputStream();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; i < 100; i++) {
        byte[] piece = new byte[random.nextInt(100)];
        random.nextBytes(piece);
        if (random.nextBoolean()) {
          queue.add(ByteBuffer.wrap(piece.clone()));
        } else {
          queue.keep(ByteBuffer.wrap(piece));
        }
        in.writeBytes(piece);
        byte[] taken = new byte[random.nextInt(100)];
        if (random.nextBoolean()) {
          int count = queue.take(taken, 0, taken.length);
          out.write(taken, 0, count);
        } else {
          ByteBuffer next = queue.poll(taken.length);
          out.writeBytes(bytes(next));
        }
        assertEquals(in.size() - out.size(), queue.size(), "seed " + seed);
      }
      byte[] rest = new byte[(int) queue.size()];
      assertEquals(rest.length, queue.take(rest, 0, rest.length));
      out.writeBytes(rest);
      assertArrayEquals(in.toByteArray(), out.toByteArray(), "seed " + seed);
    }
  }

  @Test
  void whatWasGivenAwayIsNotChangedByWhatFollows() {
    ByteQueue queue = new ByteQueue(8);
    queue.add(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    ByteBuffer given = queue.poll(8);
    queue.add(ByteBuffer.wrap(new byte[] {4, 5, 6}));
    queue.add(ByteBuffer.wrap(new byte[] {7, 8, 9}));
    assertArrayEquals(new byte[] {1, 2, 3}, bytes(given));
    assertArrayEquals(new byte[] {4, 5, 6, 7, 8}, bytes(queue.poll(8)));
    assertTrue(given.isReadOnly());
  }

  @Test
  void whatWasAddedMayBeChangedByItsOwner() {
    ByteQueue queue = new ByteQueue(2);
    byte[] owned = {1, 2, 3};
    queue.add(ByteBuffer.wrap(owned));
    owned[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, bytes(queue.poll(8)));
  }

  @Test
  void anEmptyQueueGivesNothing() {
    ByteQueue queue = new ByteQueue(8);
    assertFalse(queue.poll(8).hasRemaining());
    queue.add(ByteBuffer.wrap(new byte[] {1}));
    assertFalse(queue.poll(0).hasRemaining());
    assertEquals(1, queue.size());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
