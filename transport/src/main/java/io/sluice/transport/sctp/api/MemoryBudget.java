package io.sluice.transport.sctp.api;

/**
 * Memory that all associations of a process share for what their peers send. What an association
 * needs to make progress it has without asking; the rest of its window it takes from here while
 * data waits in it. Safe for any thread.
 */
public interface MemoryBudget {

  /** No bound: for one association, whose window is bound enough. */
  MemoryBudget UNLIMITED =
      new MemoryBudget() {
        @Override
        public boolean take(long bytes) {
          return true;
        }

        @Override
        public void giveBack(long bytes) {}

        @Override
        public long left() {
          return Long.MAX_VALUE;
        }
      };

  /**
   * Takes bytes, until they are given back.
   *
   * @return false, and nothing taken, when less is left
   */
  boolean take(long bytes);

  /** Gives back bytes that were taken. */
  void giveBack(long bytes);

  /** How many bytes are left at this moment. */
  long left();
}
