package io.sluice.transport.session;

import io.sluice.transport.sctp.api.MemoryBudget;
import java.util.concurrent.atomic.AtomicLong;

/** A part of this machine's heap that peers may fill together. */
final class HeapBudget implements MemoryBudget {
  /** What manifests that peers offer may take in this process. */
  static final HeapBudget MANIFESTS = of(Runtime.getRuntime());

  private final AtomicLong left;

  HeapBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** A quarter of the heap: disk tasks, what is sent, and the program itself need the rest. */
  static HeapBudget of(Runtime runtime) {
    return new HeapBudget(runtime.maxMemory() / 4);
  }

  @Override
  public boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  @Override
  public void giveBack(long bytes) {
    left.addAndGet(bytes);
  }

  @Override
  public long left() {
    return left.get();
  }
}
