package io.sluice.transport.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes that wait, copied into segments, so that many small pieces take no more memory than one
 * large one. Not synchronized.
 */
final class ByteQueue {
  private final int segmentBytes;
  private final Deque<ByteBuffer> segments = new ArrayDeque<>();
  private long size;

  /**
   * @param segmentBytes the most that {@link #poll} gives at once
   */
  ByteQueue(int segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  long size() {
    return size;
  }

  /** Adds all that remains in a buffer, which stays as it is. */
  void add(ByteBuffer bytes) {
    ByteBuffer rest = bytes.duplicate();
    size += rest.remaining();
    while (rest.hasRemaining()) {
      ByteBuffer last = segments.peekLast();
      if (last == null || last.limit() == last.capacity()) {
        last = ByteBuffer.allocate(segmentBytes).limit(0);
        segments.add(last);
      }
      int count = Math.min(rest.remaining(), last.capacity() - last.limit());
      int end = last.limit();
      last.limit(end + count).put(end, rest, rest.position(), count);
      rest.position(rest.position() + count);
    }
  }

  /** Takes the first bytes, at most {@code max} of them; none if there are none. */
  ByteBuffer poll(long max) {
    ByteBuffer first = segments.peekFirst();
    if (first == null || max == 0) {
      return ByteBuffer.allocate(0);
    }
    int count = (int) Math.min(max, first.remaining());
    ByteBuffer taken = first.slice(first.position(), count).asReadOnlyBuffer();
    first.position(first.position() + count);
    if (first.position() == first.capacity()) {
      // One that is not used up is filled on, behind what was given away.
      segments.removeFirst();
    }
    size -= count;
    return taken;
  }

  /** Takes as many bytes as there are, at most {@code length}. */
  int take(byte[] into, int offset, int length) {
    int taken = 0;
    while (taken < length && size > 0) {
      ByteBuffer next = poll(length - taken);
      int count = next.remaining();
      next.get(into, offset + taken, count);
      taken += count;
    }
    return taken;
  }
}
