package io.sluice.transport.files.journal;

import io.sluice.crypto.digest.LeafHash;
import java.util.Arrays;

/** What a journal says of one file: which leaves there are, and where their hashes stand. */
public final class KeptFile {
  private final JournalRecord.Begun begun;
  private long[] positions = new long[1];
  private long doubted = -1;

  KeptFile(JournalRecord.Begun begun) {
    this.begun = begun;
  }

  public JournalRecord.Begun begun() {
    return begun;
  }

  /** One more than the highest leaf that there may be. */
  public int leaves() {
    return positions.length;
  }

  public boolean has(long leaf) {
    return leaf < positions.length && positions[(int) leaf] > 0;
  }

  /** How much of its content is there, in bytes. */
  long bytes() {
    long sum = 0;
    for (int leaf = 0; leaf < positions.length; leaf++) {
      long length = begun.size() - (long) leaf * LeafHash.LEAF_BYTES;
      sum += positions[leaf] > 0 ? Math.clamp(length, 0, LeafHash.LEAF_BYTES) : 0;
    }
    return sum;
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

  /** Whether what was said at a position may have been overwritten since. */
  boolean isDoubted(long position) {
    return position < doubted;
  }

  /** Forgets a leaf, which is not what was written. */
  public void forget(long leaf) {
    positions[(int) leaf] = 0;
  }

  long position(long leaf) {
    return positions[(int) leaf];
  }

  /** A journal of a disk has no file with more leaves than an array has room for: 256 TiB. */
  void leaf(long leaf, long position) {
    if (leaf < 0 || leaf >= Integer.MAX_VALUE - 8) {
      return;
    }
    if (leaf >= positions.length) {
      long longer = Math.min(Integer.MAX_VALUE - 8L, Math.max(leaf + 1, 2L * positions.length));
      positions = Arrays.copyOf(positions, (int) longer);
    }
    positions[(int) leaf] = position;
  }

  void doubt(long position) {
    doubted = position;
  }
}
