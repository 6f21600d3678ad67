package io.sluice.shell.fake;

import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A pipe whose far end is the test. */
public final class FakePipe implements Pipe {
  private static final long PATIENCE_MILLIS = 10_000;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Queue<byte[]> toRead = new ArrayDeque<>();
  private boolean ended;
  private boolean taken;
  private boolean peerEnded;
  private @Nullable Problem closed;
  private @Nullable TransportException failure;

  /** The far end writes. */
  public synchronized void says(String text) {
    toRead.add(text.getBytes(StandardCharsets.UTF_8));
    notifyAll();
  }

  /** The far end has written all, and has read all when this side has ended. */
  public synchronized void completes() {
    peerEnded = true;
    taken = true;
    notifyAll();
  }

  /** From now on every call fails like this. */
  public synchronized void fails(TransportException how) {
    failure = how;
    notifyAll();
  }

  /** All that was written, when it has been ended. */
  public synchronized String awaitEnd() throws InterruptedException {
    awaitThat(() -> ended, "it is not ended");
    return written.toString(StandardCharsets.UTF_8);
  }

  /** What is written, when it is at least this. */
  public synchronized void awaitWritten(String text) throws InterruptedException {
    awaitThat(() -> written.toString(StandardCharsets.UTF_8).contains(text), "no " + text);
  }

  /** Why it was given up. */
  public synchronized Problem awaitClosed() throws InterruptedException {
    awaitThat(() -> closed != null, "it is not closed");
    return java.util.Objects.requireNonNull(closed);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws TransportException {
    throwFailure();
    written.write(bytes, offset, length);
    notifyAll();
  }

  @Override
  public synchronized void end() throws TransportException, InterruptedException {
    ended = true;
    notifyAll();
    while (!taken) {
      throwFailure();
      wait();
    }
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length)
      throws TransportException, InterruptedException {
    while (toRead.isEmpty() && !peerEnded) {
      throwFailure();
      wait();
    }
    byte[] next = toRead.poll();
    if (next == null) {
      return -1;
    }
    System.arraycopy(next, 0, into, offset, next.length);
    return next.length;
  }

  @Override
  public synchronized void close(Problem problem, String reason) {
    closed = problem;
    notifyAll();
  }

  private void throwFailure() throws TransportException {
    if (failure != null) {
      throw failure;
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void awaitThat(Condition condition, String otherwise) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!condition.holds()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(otherwise);
      }
      wait(left);
    }
  }
}
