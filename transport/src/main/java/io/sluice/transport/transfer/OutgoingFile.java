package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.HeldRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file at the sender, while it is being read. Leaves that the receiver does not hold are read
 * and sent at once; a run that it holds is looked up first, and if this side remembers other leaves
 * or none, compared as it is read.
 */
final class OutgoingFile {
  private final int entry;
  private long size;
  private long leaves;
  private long reads;
  private final TreeHash tree = new TreeHash();
  private final Deque<LeafSpan> unread = new ArrayDeque<>();
  private final Deque<HeldRun> unchecked = new ArrayDeque<>();
  private final Comparison comparison = new Comparison();
  private long answered;
  private @Nullable LeafSpan same;

  /**
   * @param held the leaves that the receiver holds
   */
  OutgoingFile(int entry, long size, List<HeldRun> held) {
    this.entry = entry;
    this.size = size;
    this.leaves = Leaves.count(size);
    // An empty file is looked at once too: it may be gone, or no longer empty.
    this.reads = Math.max(1, leaves);
    long next = 0;
    for (HeldRun run : held) {
      addUnread(next, run.first());
      unchecked.add(run);
      next = run.end();
    }
    addUnread(next, reads);
  }

  private void addUnread(long first, long end) {
    if (first < end) {
      unread.add(new LeafSpan(first, end));
    }
  }

  int entry() {
    return entry;
  }

  long size() {
    return size;
  }

  boolean hasMoreToRead() {
    return !unread.isEmpty() || comparison.hasMoreToRead();
  }

  ReadTask nextRead() {
    if (unread.isEmpty()) {
      return read(entry, size, comparison.nextRead(), false);
    }
    LeafSpan span = unread.remove();
    if (span.first() + 1 < span.end()) {
      unread.addFirst(new LeafSpan(span.first() + 1, span.end()));
    }
    return read(entry, size, span.first(), false);
  }

  /** The task to read one leaf of a file. */
  static ReadTask read(int entry, long size, long index, boolean repeat) {
    return new ReadTask(entry, index, Leaves.offset(index), Leaves.length(size, index), repeat);
  }

  /** A stream has ended with what was read of this leaf, which may be nothing. */
  void endsWith(long index, int length) {
    size = Leaves.offset(index) + length;
    leaves = Leaves.count(size);
    reads = index + 1;
    unread.clear();
  }

  /**
   * A leaf was read.
   *
   * @return whether the receiver holds it
   */
  boolean read(long index, byte[] leafHash) {
    answered++;
    if (index >= leaves) {
      return false;
    }
    tree.add(index, leafHash);
    return comparison.isSame(index, leafHash);
  }

  /** The next run to look up, or null. */
  @Nullable HeldRun nextCheck() {
    return unchecked.poll();
  }

  /**
   * A run was looked up.
   *
   * @param cover what is remembered of it, or null
   * @return whether the receiver holds what is remembered
   */
  boolean checked(HeldRun run, @Nullable Cover cover) {
    if (cover != null && Digest.of(cover.digest()).equals(run.digest())) {
      tree.add(cover);
      answered += run.count();
      return true;
    }
    comparison.add(new LeafSpan(run.first(), run.end()));
    return false;
  }

  /** The next question about held leaves, or null if there is none now. */
  @Nullable AskBasis nextAsk(long transfer) {
    return comparison.nextAsk(transfer, entry);
  }

  void answer(Basis basis) throws ViolationException {
    LeafSpan unknown = comparison.answer(basis);
    if (unknown != null) {
      unread.add(unknown);
    }
  }

  /**
   * Notes that leaves are the same.
   *
   * @return those before them that are to be told now, or null if these only make them longer
   */
  @Nullable LeafSpan same(long first, long end) {
    LeafSpan before = same;
    if (before != null && before.end() == first) {
      same = new LeafSpan(before.first(), end);
      return null;
    }
    same = new LeafSpan(first, end);
    return before;
  }

  /** What is the same and was not told, or null; it is told now. */
  @Nullable LeafSpan untoldSame() {
    LeafSpan untold = same;
    same = null;
    return untold;
  }

  /** Whether all of it was read, or found to be held. */
  boolean isRead() {
    return answered == reads;
  }

  /** The root, when all was read. */
  Digest root() {
    return Digest.of(tree.root(leaves));
  }
}
