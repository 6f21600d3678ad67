package io.sluice.crypto.dtls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The epochs whose records are still opened. Beside the one that the peer seals with there may be
 * older ones, of which records are still on their way, and a newer one, with which the peer has not
 * begun. For one thread at a time.
 */
final class Epochs {
  /** The most that are kept: whoever renews faster than records arrive loses the oldest. */
  static final int MAX_KEPT = 4;

  /** How long the records of older epochs may be on their way. */
  static final long OVERLAP_NANOS = 10_000_000_000L;

  private final Deque<Epoch> kept = new ArrayDeque<>(MAX_KEPT);
  private int inUse = 1;
  private int superseding = 1;
  private long supersededAt;

  Epochs(Epoch first) {
    kept.add(first);
  }

  /**
   * Adds one with a number higher than all others. Those above {@code present}, with which neither
   * side seals yet, are given up for it.
   */
  void add(Epoch epoch, int present) {
    while (kept.getLast().number() > present) {
      kept.removeLast().wipe();
    }
    if (epoch.number() <= kept.getLast().number()) {
      throw new IllegalArgumentException("epoch " + epoch.number() + " is over");
    }
    if (kept.size() == MAX_KEPT) {
      kept.removeFirst().wipe();
    }
    kept.addLast(epoch);
  }

  /** The epoch of this number, if its records are still opened. */
  @Nullable Epoch find(int number) {
    Epoch newest = kept.getLast();
    if (newest.number() == number) {
      return newest;
    }
    for (Epoch epoch : kept) {
      if (epoch.number() == number) {
        return epoch;
      }
    }
    return null;
  }

  /** A record of this epoch was opened: so the peer seals with it, and with no older one. */
  void opened(Epoch epoch) {
    inUse = Math.max(inUse, epoch.number());
  }

  /** Wipes the keys of epochs that the peer has left a while ago. */
  void forgetOld(long now) {
    if (superseding != inUse) {
      superseding = inUse;
      supersededAt = now;
    }
    if (now - supersededAt >= OVERLAP_NANOS) {
      wipeBefore(superseding);
    }
  }

  int count() {
    return kept.size();
  }

  private void wipeBefore(int number) {
    Iterator<Epoch> each = kept.iterator();
    while (each.hasNext()) {
      Epoch epoch = each.next();
      if (epoch.number() < number) {
        epoch.wipe();
        each.remove();
      }
    }
  }
}
