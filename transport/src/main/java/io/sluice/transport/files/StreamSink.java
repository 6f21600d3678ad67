package io.sluice.transport.files;

import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of one file as a stream, in order, as it arrives. A block that comes before its turn
 * waits, within a bound: blocks leave the sender in order, and only losses on the way change that.
 */
public final class StreamSink implements Sink {
  /** What may wait for its turn, in bytes: twice what is on its way at most. */
  private static final long MOST_WAITING = 32L << 20;

  private final OutputStream out;
  private final long size;
  private final OpenEndedSink.Allowed allowed;
  private final Map<Long, byte[]> waiting = new HashMap<>();
  private long waitingBytes;
  private long position;
  private @Nullable FileException broken;

  /**
   * @param out takes the content; is not closed
   * @param size of the file, in bytes; 0 of what is a stream there too
   * @param allowed how much of that is taken
   */
  public StreamSink(OutputStream out, long size, OpenEndedSink.Allowed allowed) {
    this.out = out;
    this.size = size;
    this.allowed = allowed;
  }

  @Override
  public synchronized void write(int entry, long offset, ByteBuffer data) throws FileException {
    if (broken != null) {
      throw broken;
    }
    allowed.check(offset + data.remaining());
    if (offset > position) {
      keep(offset, data);
      return;
    }
    byte[] next = offset == position ? bytes(data) : null;
    while (next != null) {
      put(next);
      next = waiting.remove(position);
      waitingBytes -= next == null ? 0 : next.length;
    }
  }

  private void keep(long offset, ByteBuffer data) throws FileException {
    if (waitingBytes + data.remaining() > MOST_WAITING) {
      throw new FileException(Problem.OTHER, "the content does not come in order");
    }
    byte[] before = waiting.put(offset, bytes(data));
    waitingBytes += data.remaining() - (before == null ? 0 : before.length);
  }

  private void put(byte[] bytes) throws FileException {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      broken = failure(e);
      throw broken;
    }
    position += bytes.length;
  }

  /** Who reads the output may have seen enough: Java tells that by the system's text only. */
  private static FileException failure(IOException e) {
    boolean closed = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    return closed
        ? new FileException(Problem.CLOSED, "its output goes to nobody any more", e)
        : new FileException(Problem.LOCAL_FILE, FileErrors.of(e).reason(), e);
  }

  private static byte[] bytes(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return bytes;
  }

  /** All of the content has gone out already: says so, or that it has not. */
  @Override
  public synchronized Map<Integer, FileException> publish(List<Integer> entries) {
    FileException failure = broken;
    if (failure == null && (position < size || !waiting.isEmpty())) {
      failure = new FileException(Problem.INTEGRITY, "some of the content is missing");
    }
    Map<Integer, FileException> failures = new HashMap<>();
    for (int entry : entries) {
      if (failure != null) {
        failures.put(entry, failure);
      }
    }
    return failures;
  }

  @Override
  public void symlink(int entry) {
    throw new IllegalArgumentException("entry " + entry + " is no file");
  }

  @Override
  public void finishDirectories() {
    // There are none.
  }

  @Override
  public void discard(int entry) {
    // What went out cannot be taken back.
  }

  @Override
  public synchronized void close() {
    waiting.clear();
  }
}
