package io.sluice.shell.fake;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a program wrote so far, to be waited for. */
public final class Transcript extends OutputStream {
  private static final long PATIENCE = 10_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    bytes.write(b);
    notifyAll();
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    bytes.write(source, offset, length);
    notifyAll();
  }

  /** Waits until the text appears. */
  public synchronized void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!toString().contains(text)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no \"" + text + "\" in:\n" + this);
      }
      wait(left / 1_000_000 + 1);
    }
  }

  @Override
  public synchronized String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
