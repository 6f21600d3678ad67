package io.sluice.transport.session;

import io.sluice.transport.transfer.Allowance;

/** What one transfer holds of the heap for its manifest, to be given back as a whole. */
final class HeapShare implements Allowance {
  private final HeapBudget budget;
  private long taken;

  HeapShare(HeapBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean take(long bytes) {
    boolean enough = budget.take(bytes);
    taken += enough ? bytes : 0;
    return enough;
  }

  /** Gives back all of it, once: a second time there is nothing. */
  void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }
}
