package io.sluice.transport.files.journal;

/**
 * What a journal says of one file: which leaves there are, and where their hashes stand. To be used
 * by one thread at a time, with all others of the same file.
 */
public final class KeptFile {
  private final JournalRecord.Begun begun;
  private final FileIndex index;

  KeptFile(JournalRecord.Begun begun, FileIndex index) {
    this.begun = begun;
    this.index = index;
  }

  public JournalRecord.Begun begun() {
    return begun;
  }

  /** One more than the highest leaf that there may be. */
  public int leaves() {
    return index.leaves(begun.number());
  }

  public boolean has(long leaf) {
    return position(leaf) > 0;
  }

  /** Whether all of a run is there. */
  public boolean has(long first, long count) {
    for (long leaf = first; leaf < first + count; leaf++) {
      if (!has(leaf)) {
        return false;
      }
    }
    return true;
  }

  /** Forgets a leaf, which is not what was written. */
  public void forget(long leaf) {
    index.forget(begun.number(), leaf);
  }

  /** Whether what was said at a position may have been overwritten since. */
  boolean isDoubted(long position) {
    return index.isDoubted(begun.number(), position);
  }

  long position(long leaf) {
    return index.position(begun.number(), leaf);
  }
}
