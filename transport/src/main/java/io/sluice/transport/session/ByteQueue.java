package io.sluice.transport.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes that wait. Small pieces are gathered in segments, so that many take no more memory than one
 * large one. Not synchronized.
 */
final class ByteQueue {
  private final int segmentBytes;
  private final Deque<ByteBuffer> segments = new ArrayDeque<>();
  private long size;

  /**
   * @param segmentBytes shorter pieces are gathered
   */
  ByteQueue(int segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  long size() {
    return size;
  }

  /** Adds a copy of all that remains in a buffer, which stays as it is. */
  void add(ByteBuffer bytes) {
    if (isLarge(bytes)) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(bytes.position(), copy);
      addSegment(ByteBuffer.wrap(copy));
    } else {
      append(bytes.duplicate());
    }
  }

  /** Adds all that remains in a buffer, which nobody changes any more. */
  void keep(ByteBuffer bytes) {
    if (isLarge(bytes)) {
      addSegment(bytes.slice());
    } else {
      append(bytes.duplicate());
    }
  }

  private boolean isLarge(ByteBuffer bytes) {
    return bytes.remaining() >= segmentBytes;
  }

  private void addSegment(ByteBuffer segment) {
    ByteBuffer last = segments.peekLast();
    if (last != null && !last.hasRemaining()) {
      segments.removeLast(); // It was kept to be filled on.
    }
    segments.add(segment);
    size += segment.remaining();
  }

  private void append(ByteBuffer rest) {
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
    // The last is filled on, behind what was given away, as long as it has room.
    if (!first.hasRemaining() && (segments.size() > 1 || first.limit() == first.capacity())) {
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
