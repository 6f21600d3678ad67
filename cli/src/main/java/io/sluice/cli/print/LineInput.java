package io.sluice.cli.print;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private static final String END = "\0end";

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(256);
  private final InputStream in;
  private boolean started;
  private boolean ended;

  public LineInput(InputStream in) {
    this.in = in;
  }

  /** Whether there will be no further line. */
  public synchronized boolean hasEnded() {
    return ended;
  }

  /** Forgets what was typed before the question came. */
  public synchronized void drain() throws InterruptedException {
    while (!ended && lines.peek() != null) {
      take(Duration.ZERO);
    }
  }

  /** The next line, or null if there is none within the time or at all. */
  public synchronized @Nullable String take(Duration patience) throws InterruptedException {
    start();
    if (ended) {
      return null;
    }
    String line = lines.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    ended = END.equals(line);
    return ended ? null : line;
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

  private void start() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("input").start(this::read);
    }
  }

  private void read() {
    try {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.put(line);
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
      lines.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
