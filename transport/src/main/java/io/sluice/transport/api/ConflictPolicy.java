package io.sluice.transport.api;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What becomes of offered files and links whose names are taken. */
public enum ConflictPolicy {
  /** They take the place of the files and links that are there, when they are verified. */
  OVERWRITE,
  /** As {@link #OVERWRITE}, but only what differs from what is there is sent. */
  UPDATE,
  /** They go beside what is there, under a name with a number. */
  RENAME,
  /** They are not received. */
  SKIP,
  /** Nothing is received. */
  FAIL;

  /**
   * Decides about every wanted entry whose name is taken, and names those that cannot have their
   * own name here.
   *
   * @param decisions what was decided before; changed
   * @return the wanted entries whose names are taken and about which this decides nothing: while
   *     there are any, nothing should be received
   */
  public EntrySet decide(Manifest manifest, Prospect prospect, Decisions.Builder decisions) {
    prospect.names().entrySet().stream()
        .filter(name -> this == RENAME || !prospect.misfits().contains(name.getKey()))
        .forEach(name -> decisions.name(name.getKey(), name.getValue()));
    BitSet open = new BitSet();
    prospect.taken().stream()
        .filter(decisions::takes)
        .forEach(
            entry -> {
              boolean alike = prospect.alike().contains(entry);
              switch (this) {
                case OVERWRITE, UPDATE -> decisions.decide(entry, Decision.REPLACE);
                case RENAME -> decisions.decide(entry, Decision.RENAME);
                case SKIP -> decisions.decide(entry, Decision.SKIP);
                // It may be the same; if it is not, it alone fails.
                case FAIL -> open.set(entry, !alike);
              }
              if (this == UPDATE || (alike && this != SKIP)) {
                decisions.compare(entry);
              }
            });
    prospect.misfits().stream()
        .filter(decisions::takes)
        .forEach(
            entry -> {
              switch (this) {
                case RENAME -> decisions.decide(entry, Decision.RENAME);
                case SKIP -> decisions.decide(entry, Decision.SKIP);
                case OVERWRITE, UPDATE, FAIL -> open.set(entry);
              }
            });
    if (this == SKIP) {
      skipBelow(manifest, prospect.misfits(), decisions);
    }
    return EntrySet.of(open);
  }

  /** Where a folder cannot be, nothing in it can. */
  private static void skipBelow(Manifest manifest, EntrySet tops, Decisions.Builder decisions) {
    Set<List<String>> skipped = new HashSet<>();
    tops.forEach(entry -> skipped.add(manifest.entry(entry).path().components()));
    for (int entry = tops.next(0) + 1; !tops.isEmpty() && entry < manifest.count(); entry++) {
      List<String> path = manifest.entry(entry).path().components();
      if (skipped.contains(path.subList(0, path.size() - 1))) {
        decisions.decide(entry, Decision.SKIP);
        skipped.add(path);
      }
    }
  }
}
