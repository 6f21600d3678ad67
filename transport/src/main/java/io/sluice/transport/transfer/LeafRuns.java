package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.HeldRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of leaves, kept as runs: it takes as much memory as it has runs. */
final class LeafRuns {
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  /** These runs, which are apart from each other. */
  LeafRuns(List<HeldRun> runs) {
    runs.forEach(run -> ends.put(run.first(), run.end()));
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /** How many runs there are. */
  int size() {
    return ends.size();
  }

  /** The end of the run that this leaf is in, or the leaf itself if it is in none. */
  long endOf(long leaf) {
    Map.Entry<Long, Long> run = ends.floorEntry(leaf);
    return run == null ? leaf : Math.max(leaf, run.getValue());
  }

  boolean contains(long leaf) {
    return endOf(leaf) > leaf;
  }

  /** Takes a run out; false, and nothing taken, if not all of it was in one run. */
  boolean remove(long first, long end) {
    Map.Entry<Long, Long> run = ends.floorEntry(first);
    if (run == null || run.getValue() < end) {
      return false;
    }
    ends.remove(run.getKey());
    if (run.getKey() < first) {
      ends.put(run.getKey(), first);
    }
    if (end < run.getValue()) {
      ends.put(end, run.getValue());
    }
    return true;
  }
}
