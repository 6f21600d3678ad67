package io.sluice.cli.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines of standard input, for those who have other things to wait for as well: a thread of its own
 * reads, and stays blocked in the read when nobody cares any more.
 */
public final class LineInput {
  /** A terminal hands out at most 4096 bytes a line; a pasted code is far shorter. */
  private static final int LONGEST = 16 * 1024;

  private static final Duration PASTE_GAP = Duration.ofMillis(60);

  /** What was read when nothing follows. */
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(256);
  private final InputStream in;
  private byte[] unread = {};
  private boolean started;
  private boolean ended;

  public LineInput(InputStream in) {
    this.in = in;
  }

  /** Whether there will be no further line. */
  public synchronized boolean hasEnded() {
    return ended && unread.length == 0;
  }

  /** Forgets what was typed before the question came. */
  public synchronized void drain() {
    unread = new byte[0];
    for (byte[] chunk; !ended && (chunk = chunks.poll()) != null; ) {
      ended = chunk.length == 0;
    }
  }

  /** The next line, or null if there is none within the time or at all. */
  public synchronized @Nullable String take(Duration patience) throws InterruptedException {
    start();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      int end = endOfLine();
      if (end >= 0) {
        return line(end);
      }
      if (ended) {
        return unread.length == 0 ? null : line(unread.length);
      }
      byte[] chunk = chunks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (chunk == null) {
        return null;
      }
      ended = chunk.length == 0;
      append(chunk);
    }
  }

  /** Where the line ends; -1 if that is not known yet. One that never ends is cut. */
  private int endOfLine() {
    for (int i = 0; i < unread.length; i++) {
      if (unread[i] == '\n') {
        return i;
      }
    }
    return unread.length < LONGEST ? -1 : LONGEST;
  }

  private String line(int end) {
    String line = new String(unread, 0, end, StandardCharsets.UTF_8);
    int next = end < unread.length && unread[end] == '\n' ? end + 1 : end;
    unread = Arrays.copyOfRange(unread, next, unread.length);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void append(byte[] chunk) {
    int length = unread.length;
    unread = Arrays.copyOf(unread, length + chunk.length);
    System.arraycopy(chunk, 0, unread, length, chunk.length);
  }

  /**
   * The next line with all that follow at once, as when a wrapped code is pasted; null if blank.
   */
  public synchronized @Nullable String takePaste(Duration patience) throws InterruptedException {
    StringBuilder paste = new StringBuilder();
    String line = take(patience);
    while (line != null && paste.length() < LONGEST) {
      paste.append(line).append('\n');
      line = take(PASTE_GAP);
    }
    return paste.toString().isBlank() ? null : paste.toString();
  }

  /** All bytes behind the lines that were taken; from now on nobody takes lines. */
  public synchronized InputStream rest() {
    if (!started) {
      return in;
    }
    InputStream typed = new ByteArrayInputStream(unread);
    return ended ? typed : new SequenceInputStream(typed, new Chunks());
  }

  /** What the thread goes on to read. */
  private final class Chunks extends InputStream {
    private byte[] chunk = {};
    private int at;
    private boolean over;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        if (at == chunk.length && !over) {
          chunk = chunks.take();
          at = 0;
          over = chunk.length == 0;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (over) {
        return -1;
      }
      int count = Math.min(length, chunk.length - at);
      System.arraycopy(chunk, at, into, offset, count);
      at += count;
      return count;
    }
  }

  private void start() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("input").start(this::read);
    }
  }

  private void read() {
    try {
      byte[] buffer = new byte[8192];
      for (int count; (count = in.read(buffer)) >= 0; ) {
        if (count > 0) {
          chunks.put(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException e) {
      // A terminal that went away is the end of the input.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void end() {
    try {
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
