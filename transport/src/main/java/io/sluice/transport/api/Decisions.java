package io.sluice.transport.api;

import java.util.BitSet;

/**
 * What the receiver's user wants of each entry of an offer, by its index in the manifest. Whoever
 * skips a folder skips what is in it one by one: a folder is made for the sake of what it holds.
 */
public final class Decisions {
  /** All of it. */
  public static final Decisions TAKE_ALL = new Builder().build();

  private final BitSet skipped;

  private Decisions(Builder builder) {
    this.skipped = (BitSet) builder.skipped.clone();
  }

  /** What is wanted of one entry. */
  public Decision of(int entry) {
    return skipped.get(entry) ? Decision.SKIP : Decision.TAKE;
  }

  /** Whether an entry is wanted at all. */
  public boolean takes(int entry) {
    return !skipped.get(entry);
  }

  /**
   * The first entry from an index on that is not wanted.
   *
   * @return -1 if all are
   */
  public int nextSkipped(int from) {
    return skipped.nextSetBit(from);
  }

  /** The first entry from an index on that is wanted. */
  public int nextTaken(int from) {
    return skipped.nextClearBit(from);
  }

  /** Gathers decisions: all is taken but what is decided otherwise. For one thread. */
  public static final class Builder {
    private final BitSet skipped = new BitSet();

    /** Decides about one entry, whatever was decided before. */
    public Builder decide(int entry, Decision decision) {
      skipped.set(entry, decision == Decision.SKIP);
      return this;
    }

    public Decisions build() {
      return new Decisions(this);
    }
  }
}
