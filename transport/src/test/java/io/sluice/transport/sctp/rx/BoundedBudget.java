package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.api.MemoryBudget;

/** A budget for tests of one thread. */
public final class BoundedBudget implements MemoryBudget {
  private final long bytes;
  private long left;

  public BoundedBudget(long bytes) {
    this.bytes = bytes;
    left = bytes;
  }

  @Override
  public boolean take(long wanted) {
    if (wanted > left) {
      return false;
    }
    left -= wanted;
    return true;
  }

  @Override
  public void giveBack(long returned) {
    left += returned;
    if (left > bytes) {
      throw new IllegalStateException("more came back than was taken");
    }
  }

  @Override
  public long left() {
    return left;
  }

  public long taken() {
    return bytes - left;
  }
}
