package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.HeldRun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file at the receiver, from the first message about it until it is settled. */
final class IncomingFile {
  private final int entry;
  private long leaves;
  private final LeafWindow arrived;

  /** What is held and was neither confirmed nor sent anew. */
  private final LeafRuns unconfirmed;

  private final TreeHash tree = new TreeHash();
  private final Map<Long, Integer> damages = new HashMap<>();
  private final Set<Long> awaited = new HashSet<>();
  private long verified;
  private int running;
  private boolean touched;
  private boolean failed;
  private boolean publishing;
  private @Nullable Digest announcedRoot;

  /**
   * @param held the leaves that are here already
   */
  IncomingFile(int entry, long size, List<HeldRun> held) {
    this.entry = entry;
    this.leaves = Leaves.count(size);
    this.arrived = new LeafWindow(leaves, new LeafRuns(held));
    this.unconfirmed = new LeafRuns(held);
  }

  int entry() {
    return entry;
  }

  /**
   * A block is here. Each is to be stored once, and once more each time it was asked for again.
   *
   * @return whether to store it
   */
  boolean take(long index) throws ViolationException {
    if (!awaited.remove(index) && !replaces(index, index + 1) && !arrived.add(index)) {
      return false;
    }
    running++;
    touched = true;
    return true;
  }

  /** Held leaves are those of the sender's file, and are to be kept. */
  void keep(long first, long end) throws ViolationException {
    if (!replaces(first, end)) {
      throw new ViolationException("leaves of entry " + entry + " that are not held are the same");
    }
    running++;
    touched = true;
  }

  private boolean replaces(long first, long end) throws ViolationException {
    boolean held = unconfirmed.remove(first, end);
    if (held && unconfirmed.size() > Limits.HELD_PIECES) {
      throw new ViolationException("entry " + entry + " comes in too many pieces");
    }
    return held;
  }

  /** A task for it has ended, however. */
  void taskEnded() {
    running--;
  }

  /** Held leaves were kept. */
  void kept(Cover cover) {
    tree.add(cover);
    verified += cover.count();
  }

  /** What was written has the hash that was announced. */
  void verified(long index, byte[] leafHash) {
    tree.add(index, leafHash);
    damages.remove(index);
    verified++;
  }

  /** What was written has another hash: how often that happened to the block. */
  int damaged(long index) {
    return damages.merge(index, 1, Integer::sum);
  }

  /** The block was asked for again. */
  void await(long index) {
    awaited.add(index);
  }

  /** How many blocks were asked for again and are not here. */
  int awaitedBlocks() {
    return awaited.size();
  }

  /** The sender said what the root must be, and what a stream did not tell before: its size. */
  void end(long size, Digest root) throws ViolationException {
    if (announcedRoot != null) {
      throw new ViolationException("a second end of entry " + entry);
    }
    leaves = Leaves.count(size);
    announcedRoot = root;
  }

  /** Whether all leaves are verified and the root to compare with is known. */
  boolean isComplete() {
    return announcedRoot != null && verified == leaves;
  }

  /** Of a complete file: whether the tree over its leaves has the announced root. */
  boolean rootMatches() {
    return Digest.of(tree.root(leaves)).equals(announcedRoot);
  }

  void publish() {
    publishing = true;
    touched = true;
  }

  boolean isPublishing() {
    return publishing;
  }

  void fail() {
    failed = true;
    awaited.clear();
  }

  boolean hasFailed() {
    return failed;
  }

  /** Whether the disk has nothing to do for it. */
  boolean isQuiet() {
    return running == 0;
  }

  /** Whether there may be a part file. */
  boolean isTouched() {
    return touched;
  }
}
