package io.sluice.transport.compress;

/**
 * How fast a path takes what waits for it: blocks sent over time, measured only while there was
 * always another. One thread counts; any may ask.
 */
public final class PathRate {
  /** Long enough for bursts and rounds to even out. */
  private static final long WINDOW_NANOS = 200_000_000;

  private long since;
  private long bytes;
  private volatile double bytesPerNano;

  /**
   * A block leaves.
   *
   * @param length of its content, in bytes as they are sent
   * @param others whether more wait behind it
   */
  public void left(int length, boolean others, long now) {
    if (since == 0 || !others) {
      since = others ? now : 0;
      bytes = 0;
      return;
    }
    bytes += length;
    if (now - since >= WINDOW_NANOS) {
      bytesPerNano = bytes / (double) (now - since);
      since = now;
      bytes = 0;
    }
  }

  /** The last that was measured; 0 if nothing was. */
  public double bytesPerNano() {
    return bytesPerNano;
  }
}
