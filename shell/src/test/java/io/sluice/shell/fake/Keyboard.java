package io.sluice.shell.fake;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Standard input that a test types on. */
public final class Keyboard extends InputStream {
  private static final long PATIENCE = 10_000_000_000L;

  private byte[] typed = new byte[0];
  private boolean ended;
  private boolean readerWaits;

  public synchronized void type(String line) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(typed);
    all.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    typed = all.toByteArray();
    notifyAll();
  }

  /** Ends the input. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until all that was typed has been read and the reader is back for more. */
  public synchronized void awaitRead() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (typed.length > 0 || !readerWaits) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody reads");
      }
      wait(100);
    }
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    try {
      while (typed.length == 0 && !ended) {
        readerWaits = true;
        notifyAll();
        wait();
      }
    } catch (InterruptedException e) {
      return -1;
    }
    readerWaits = false;
    if (typed.length == 0) {
      return -1;
    }
    int count = Math.min(length, typed.length);
    System.arraycopy(typed, 0, into, offset, count);
    typed = java.util.Arrays.copyOfRange(typed, count, typed.length);
    return count;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int available() {
    return typed.length;
  }
}
