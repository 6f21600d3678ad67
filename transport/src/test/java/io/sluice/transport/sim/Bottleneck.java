package io.sluice.transport.sim;

/** A rate and the queue before it, which several links may share. */
public final class Bottleneck {
  private long bytesPerSecond;
  private final int queueBytes;
  private long freeAt = Long.MIN_VALUE;
  private long mostWaiting;

  /**
   * @param bytesPerSecond 0 for no limit
   */
  public Bottleneck(long bytesPerSecond, int queueBytes) {
    this.bytesPerSecond = bytesPerSecond;
    this.queueBytes = queueBytes;
  }

  /** When the last bit has left, or MAX_VALUE when the queue is full. */
  long leaveTime(int length, long now) {
    if (bytesPerSecond == 0) {
      return now;
    }
    long begin = Math.max(now, freeAt);
    long waiting = (begin - now) * bytesPerSecond / 1_000_000_000;
    if (waiting > queueBytes) {
      return Long.MAX_VALUE;
    }
    mostWaiting = Math.max(mostWaiting, waiting);
    freeAt = begin + length * 1_000_000_000L / bytesPerSecond;
    return freeAt;
  }

  /** From now on it has another rate; what waits keeps its time. */
  public void rate(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** The most that has waited at one time since the last call, bytes. */
  public long takeMostWaiting() {
    long most = mostWaiting;
    mostWaiting = 0;
    return most;
  }
}
