package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which entries of the manifest earlier runs have left here: two bits for each, for there may be
 * millions, and what covers the longer runs of their leaves. Safe for several threads.
 */
final class FoundFiles {
  private final BitSet found = new BitSet();
  private final BitSet inPlace = new BitSet();
  private final Map<Integer, List<Cover>> runs = new ConcurrentHashMap<>();

  /**
   * A file is here.
   *
   * @param isInPlace under its name, or else in a part file
   */
  synchronized void add(int entry, boolean isInPlace, List<Cover> its) {
    found.set(entry);
    inPlace.set(entry, isInPlace);
    // What covers a leaf is its hash, which is read as quickly.
    if (its.stream().anyMatch(run -> run.count() > 1)) {
      runs.put(entry, its);
    }
  }

  synchronized boolean contains(int entry) {
    return found.get(entry);
  }

  synchronized boolean isInPlace(int entry) {
    return inPlace.get(entry);
  }

  /** The runs of its leaves that were covered when it was found, if they are not short. */
  List<Cover> runs(int entry) {
    return runs.getOrDefault(entry, List.of());
  }

  synchronized void remove(int entry) {
    found.clear(entry);
    inPlace.clear(entry);
    runs.remove(entry);
  }
}
